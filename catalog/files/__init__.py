"""Data files that organisations keep here: what is taken, how it is recognised, looked into and kept.

Nothing here knows the database or a request. What is written stands in ``catalog.services.files``.
"""
