"""Which of a client's requests break with another version, or on another day: `upgrade` and `diff`."""
