"""How often a person may upload: each one costs reading the whole file. Counted in the database's cache."""

import time

from django.conf import settings
from django.core.cache import cache

_HOUR = 3600


def may_upload(person) -> bool:
    """Whether the person may upload once more in this hour; asking counts as once."""
    key = f"uploads:{person.pk}:{int(time.time() // _HOUR)}"
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= settings.FILE_UPLOADS_PER_HOUR
    except ValueError:  # thrown away in between
        return True
