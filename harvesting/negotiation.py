"""Which encoding of the stored bytes a client gets. Pure; RFC 9110, section 12.5.3."""

import re

_ITEM = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*[qQ]\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?")


def wants_gzip(accept_encoding: str | None) -> bool:
    """Whether gzip is acceptable and not less welcome than the plain bytes.

    >>> wants_gzip("br, gzip;q=0.8"), wants_gzip("gzip;q=0"), wants_gzip(None)
    (True, False, False)
    """
    quality = _qualities(accept_encoding or "")
    anything_else = quality.get("*", 0.0)
    gzip = quality.get("gzip", quality.get("x-gzip", anything_else))
    return gzip > 0 and gzip >= quality.get("identity", 0.0)


def _qualities(header: str) -> dict[str, float]:
    """The codings named, with their weights; what is not well formed is passed over."""
    items = (_ITEM.fullmatch(item) for item in header.split(","))
    return {item[1].lower(): min(float(item[2] or 1), 1.0) for item in items if item}
