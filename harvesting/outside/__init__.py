"""Fetching what stands at an address that somebody has typed: the one way out, and the rules for it.

::

    fetching.py     one address, from first to last, within a number of bytes and seconds
    connecting.py   which connections are made at all: public addresses, pinned, ports 80 and 443
    unpacking.py    the bytes of an answer, plain, a portion at a time
    reasons.py      why nothing came, as codes and sentences

Nothing here knows of the database. Addresses of our own configuration (the portal's register, our own feeds) are
fetched elsewhere: they are trusted, and may be private.
"""

from harvesting.outside.fetching import Fetched, Hop, fetch
from harvesting.outside.reasons import NotFetched, Reason

__all__ = ["Fetched", "Hop", "NotFetched", "Reason", "fetch"]
