"""Every write: keyword-only, the actor first, one transaction, one line in the log."""
