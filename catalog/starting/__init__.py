"""Where a new dataset begins: with what is known of a recommended dataset, of a copy, or of a link.

Pure, but for ``usual``, which asks what an organisation always says. Nothing here saves: that does
``catalog.services.start``.
"""
