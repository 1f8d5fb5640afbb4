"""Load from wrk: requests a second and latency for ever different paths."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

WRK = shutil.which("wrk")
MISSING = "make bench needs wrk: apt-get install wrk (Debian), brew install wrk (macOS)"

_SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local next_path = 0
request = function()
  next_path = next_path %% #paths + 1
  return wrk.format("GET", paths[next_path])
end
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect
  io.write(string.format("figures %%f %%f %%f %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run measured: requests a second, milliseconds, and replies that were no success."""

    rate: float
    median_ms: float
    slow_ms: float
    failed: int


def measured(url: str, paths: list[str], seconds: int, folder: Path) -> Figures:
    """Load the server at the URL with the paths in turn."""
    listed, script = folder / "paths.txt", folder / "paths.lua"
    listed.write_text("\n".join(paths))
    script.write_text(_SCRIPT % listed)
    command = [str(WRK), "-t1", "-c16", f"-d{seconds}s", "-s", str(script), url]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"figures (\S+) (\S+) (\S+) (\d+)", out)
    if not found:
        raise RuntimeError(f"wrk printed no figures:\n{out}")
    return Figures(float(found[1]), float(found[2]), float(found[3]), int(found[4]))
