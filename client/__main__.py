"""`python -m client` reads calls from standard input and writes what they come to, a line of JSON each."""

import json
import sys

import requests

from client.program import CallError, answer


def main() -> int:
    """Answer until there are no more calls; exit code 2 for one that cannot be read."""
    with requests.Session() as session:
        for number, line in enumerate(sys.stdin, 1):
            try:
                sys.stdout.write(json.dumps(answer(json.loads(line), session)) + "\n")
            except (ValueError, CallError) as mistake:
                sys.stderr.write(f"line {number}: {mistake}\n")
                return 2
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
