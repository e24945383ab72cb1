"""Commands of the outward half."""
