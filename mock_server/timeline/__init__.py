"""The time of a world: its clock, and the Pacific calendar that the API counts days by."""
