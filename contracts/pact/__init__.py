"""Verifies consumers' pact files against the emulator, which stands in for Meta as their provider."""
