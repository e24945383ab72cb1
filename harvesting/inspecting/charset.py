"""From bytes to text: by the byte order mark, else by what the answer says, else by what the bytes look like."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATED = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{1,40})", re.IGNORECASE)
# The only ones that are believed; there are codecs that are no charsets.
_BELIEVED = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "iso8859-15", "cp1252", "cp850", "ascii"}
_LOOKED_AT = 2000
_OLD_WINDOWS = "cp1252"


def decoded(body: bytes, content_type: str = "") -> str:
    """The text. Never raises: what can't be read becomes the mark for that. The end may be cut off anywhere.

    >>> decoded("Sjö;Höjd".encode("cp1252"), "text/csv"), decoded("å".encode("utf-16"))
    ('Sjö;Höjd', 'å')
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], name, "replace")
    if name := _without_mark(body):
        return _read(body, name, "replace")
    try:
        return _read(body, "utf-8", "strict")
    except UnicodeDecodeError:
        # What the answer states is wrong so often that bytes which are good UTF-8 count before it.
        return _read(body, _stated(content_type) or _OLD_WINDOWS, "replace")


def _read(body: bytes, name: str, errors: str) -> str:
    decoder = codecs.getincrementaldecoder(name)(errors)
    return decoder.decode(body, final=False)


def _without_mark(body: bytes) -> str:
    """UTF-16 without a mark: every second byte of western text is nought."""
    head = body[:_LOOKED_AT]
    if len(head) < 4:
        return ""
    half = len(head) / 2
    if head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.7 else ""


def _stated(content_type: str) -> str:
    found = _STATED.search(content_type)
    try:
        name = codecs.lookup(found[1]).name if found else ""
    except LookupError:
        return ""
    return name if name in _BELIEVED and name not in ("utf-8", "ascii") else ""
