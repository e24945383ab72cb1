"""Tests of building, keeping and serving feeds."""
