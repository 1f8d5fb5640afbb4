"""The worlds that are emulated: read from files, compiled, and filled with media that nobody had to write down."""
