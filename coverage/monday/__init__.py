"""The Monday list: what needs a hand in some counties, ranked, each line with why it ranks there and where to act."""
