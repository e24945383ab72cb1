"""The views of this package, by subject."""
