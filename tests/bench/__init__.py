"""Measures the emulator beside bare servers, in one run on the same machine: `make bench`."""
