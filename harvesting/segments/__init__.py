"""Runs of releases, finished once in every format and profile and kept, so that a feed is put together by copying.

A segment is found by the hash of what is in it. What nobody has changed is therefore never rendered, translated,
checked or compressed again, in whichever feed it stands.
"""
