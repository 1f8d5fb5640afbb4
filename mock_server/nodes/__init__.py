"""The objects around the insights: people, Pages, accounts, media and comments, as clients read them."""
