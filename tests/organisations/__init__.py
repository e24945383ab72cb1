"""Tests of the package `organisations`."""
