"""Tests of the ground: the profile, the vocabularies, writing, reading and checking."""
