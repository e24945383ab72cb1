"""Named by verb."""
