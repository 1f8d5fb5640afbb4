"""The control plane under /_mock, and never under a Graph path."""
