"""Which strings are IRIs, by RFC 3987: absolute, and with legal characters only.

Only the verdict. Mending what a person typed is in ``dcat.cleaning``.
Source: https://www.rfc-editor.org/rfc/rfc3987#section-2.2
"""

import re
from functools import lru_cache

# ``ucschar`` of RFC 3987 without the last two code points of every plane.
_UCSCHAR = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane * 0x10000 + (0x1000 if plane == 0xE else 0))}-{chr(plane * 0x10000 + 0xFFFD)}"
    for plane in range(1, 0xF)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NAME = rf"A-Za-z0-9\-._~!$&'()*+,;={_UCSCHAR}"


def _run(characters: str) -> str:
    """A run of these characters and of percent-encoded ones, which never has to be taken back."""
    return rf"[{characters}]*+(?:%[0-9A-Fa-f]{{2}}[{characters}]*+)*+"


_PATH = _run(f"{_NAME}:@/")
_QUERY = rf"(?:\?{_run(f'{_NAME}:@/?{_PRIVATE}')})?"
_FRAGMENT = rf"(?:#{_run(f'{_NAME}:@/?')})?"
_HOST = rf"(?:\[[0-9A-Fa-f:.]+\]|(?=[^/?#:]){_run(_NAME)})"
_AUTHORITY = rf"(?:{_run(f'{_NAME}:')}@)?{_HOST}(?::[0-9]{{1,5}})?"

_WITH_HOST = re.compile(rf"(?:https?|ftps?)://{_AUTHORITY}(?:/{_PATH})?{_QUERY}{_FRAGMENT}")
# Most addresses are plain ones, and these are told at half the price: every match is an IRI.
is_plain = re.compile(
    r"https?://[A-Za-z0-9.\-]++(?::[0-9]{1,5})?(?:/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+)?"
    r"(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+)?(?:#[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+)?"
).fullmatch
_WITHOUT_HOST = re.compile(rf"(?!https?:|ftps?:)[A-Za-z][A-Za-z0-9+.\-]*+:(?=[^?#]){_PATH}{_QUERY}{_FRAGMENT}")
# RFC 3987 section 4.1: these must not stand in an IRI, since they change the order in which it is read.
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What leads somewhere, or names a person's address: nothing else may stand in a document, read or written.
SCHEMES = ("http", "https", "ftp", "ftps", "mailto", "tel")


@lru_cache(4096)  # a document names the same things again and again
def is_iri(value: str) -> bool:
    """Whether ``value`` is an absolute IRI with a host where its scheme asks for one.

    >>> is_iri("https://www.uppsala.se/data"), is_iri("/data"), is_iri("https://www.uppsala.se/min data")
    (True, False, False)
    """
    if is_plain(value):
        return True
    if _BIDI_CONTROLS.search(value):
        return False
    return (_WITH_HOST.fullmatch(value) or _WITHOUT_HOST.fullmatch(value)) is not None


def is_accepted(value: str) -> bool:
    """Whether ``value`` is an absolute IRI of a scheme that a document may hold."""
    return value.partition(":")[0].lower() in SCHEMES and is_iri(value)


def below(iri: str, name: str) -> str:
    """The IRI of a part that hangs on another one's, also where that has a fragment of its own.

    >>> below("https://a.se/1", "temporal-7f"), below("https://a.se/all#1", "temporal-7f")
    ('https://a.se/1#temporal-7f', 'https://a.se/all#1-temporal-7f')
    """
    return f"{iri}-{name}" if "#" in iri else f"{iri}#{name}"
