"""Tests that go over the whole application: every address, every role, everything that somebody may send."""
