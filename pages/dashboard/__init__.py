"""The front of an organisation's workspace: what it has to say, put together from all packages.

A source is a function from a :class:`~pages.dashboard.desk.Desk` to items, in a module of its own; ``parts`` alone says
which there are and in which order they stand. A source reads, and takes the same few queries however much there is.
"""
