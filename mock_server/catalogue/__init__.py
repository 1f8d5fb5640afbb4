"""What the API does, as rows. Every row says where it was read."""
