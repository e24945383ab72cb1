"""Tests on the house: commands, containers, configuration, imports, translations, lock files."""
