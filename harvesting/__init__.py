"""Outward: build feeds from public releases, check them, swap them in and serve them.

What is published is decided in ``catalog``; nothing here changes a description.
"""
