"""The two insights edges: what is asked, what is refused and why, which numbers, which payload."""
