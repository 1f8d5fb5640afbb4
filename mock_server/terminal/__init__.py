"""What the command line shows: plain values in, lines of at most 80 columns out."""
