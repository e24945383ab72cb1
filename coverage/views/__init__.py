"""Pages about coverage: for coordinators by county, for organisations about themselves, and for everybody."""
