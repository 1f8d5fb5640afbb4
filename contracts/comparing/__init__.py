"""Holds two documents against each other: what the newer one breaks, and what it adds."""
