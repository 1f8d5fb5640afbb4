"""Who is asking: tokens, what is wrong with them, and what they may see."""
