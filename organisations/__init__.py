"""Counties, organisations, people and their roles, and the only place that answers 'may this person do this here'."""
