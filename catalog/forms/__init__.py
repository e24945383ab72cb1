"""Forms made from the rows of the profile: one field per kind of value, never one per property."""
