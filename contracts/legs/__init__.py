"""The legs of `verify`: each holds two of client, server, document and witnesses against each other."""
