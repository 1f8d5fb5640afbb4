"""What people write for the harness, read strictly: cases, scenarios, deadlines, and the words that they use.

Each mistake is told with its file, its line and what was expected.
"""
