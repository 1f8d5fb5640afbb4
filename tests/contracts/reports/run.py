"""A run with something of everything."""

from contracts.compare import Difference
from contracts.outcome import Check, Part, Run

LONG = "x" * 5000
BROKEN = Check(
    topic="photo",
    name="GET /v26.0/1/insights",
    about=("seed 1", "100% of <it>"),
    differences=(
        Difference("status", "200", "400"),
        Difference("body.data[0].name", '"reach"', f'"\x01{LONG}"'),
    ),
    seconds=0.25,
)
GOOD = Part(
    "rows",
    "What rows hold is answered.",
    (
        Check(topic="reel", name="one", seconds=0.5),
        Check(topic="reel", name="two"),
        Check(topic="story", name="one"),
    ),
)
BAD = Part(
    "examples",
    "Every example is what the emulator answers.",
    (BROKEN, Check(topic="examples", name="two", skipped="nobody is there")),
)
RUN = Run("insights-contracts verify", (("target", "http://127.0.0.1:8080"), ("seed", "1")), (GOOD, BAD))
FINE = Run("insights-contracts verify", (), (GOOD,))
