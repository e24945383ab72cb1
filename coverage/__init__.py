"""Who publishes what of what the nation recommends, and what is missing: for organisations and whole counties."""
