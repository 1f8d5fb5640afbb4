"""The legs of `verify`: each holds two of client, server, document and witnesses against each other."""

from contracts.bench import Leg
from contracts.legs import answers, client_server, client_spec, deadlines, fingerprints, stateful, witnesses
from contracts.legs.spec import examples, generated, invariants, nodes, rows

LEGS = (
    Leg("rows", "What the document's rows hold is answered in their shapes; near misses are refused.", rows.play),
    Leg("invariants", "Numbers agree with each other, between metrics, windows and hosts.", invariants.play),
    Leg("nodes", "Fields and lists of every object are what the document says.", nodes.play),
    Leg("examples", "Each example of the document is what the server answers.", examples.play),
    Leg("generated", "Lawful requests are answered, lawless ones refused, whatever they are.", generated.play),
    Leg("fingerprints", "Replies look as they did when their fingerprints were taken.", fingerprints.play),
    Leg("deadlines", "What ends or begins does so to the second.", deadlines.play),
    Leg("stateful", "Whatever happens in whatever order, what must be true stays true.", stateful.play),
    Leg("client_server", "What the client reads is what the server said.", client_server.play),
    Leg("client_spec", "What the client sends and gets is in the document.", client_spec.play),
    Leg("answers", "The client reads whatever the document allows, without loss.", answers.play),
    Leg("witnesses", "The server answers what Meta's pages and recordings show.", witnesses.play),
)
