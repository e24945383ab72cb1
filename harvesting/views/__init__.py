"""Addresses of the feeds themselves, and the page about them."""
