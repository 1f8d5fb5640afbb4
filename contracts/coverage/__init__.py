"""What a test run has reached of the API, from the journal of the emulator that it ran against."""
