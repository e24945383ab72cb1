"""Builds tried out at random: people work, parts break, and after every build the feed is held against a full rebuild.

A trial consists of worlds of a few organisations, each lived through in some steps and then thrown away. In a step
something is done or broken at random and everything that is due is built. All chance comes of one seed, so what a trial
finds can be repeated. It touches nothing of the installation: it has a database and files of its own.
"""
