"""The tests; folders mirror the packages, `house` is about what surrounds them."""
