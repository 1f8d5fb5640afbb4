"""Has Meta changed something? The document held against Meta's public SDK metadata, or against the live API."""
