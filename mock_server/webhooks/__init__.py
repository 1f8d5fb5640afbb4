"""Notifications: where they may go, how they are signed, sent and repeated."""
