"""Holds a request and its answer against the document: which operation, which row, and what breaks the contract."""
