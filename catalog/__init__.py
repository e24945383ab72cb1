"""Describing data: working copies, checks, releases, and the list of recommended datasets.

Knows nothing of feeds: it says that something was published, and harvesting does the rest.
"""
