"""Changing many records at once: what it would do to each, and why it can't. The doing is in catalog.services.bulk."""
