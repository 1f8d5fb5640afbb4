"""The server against the document: its rows, nodes and examples, what is generated of it, and numbers that agree."""
