"""Records what a client and the API say to each other, and holds every exchange against the document.

    recorder = record(session)          # a requests.Session; whatever is mounted there stays in use
    …                                   # the client does its work
    recorder.assert_kept()

Clients in other languages go through a proxy instead: `insights-contracts record`.
"""

from contracts.recorder.adapter import record
from contracts.recorder.exchange import Exchange
from contracts.recorder.recorder import BreachError, Recorder

__all__ = ["BreachError", "Exchange", "Recorder", "record"]
