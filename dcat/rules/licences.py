"""How the address of a licence is written: exactly, with ``http``, a slash at the end and no language."""

import re

from dcat.vocabularies import vocabulary

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"

_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?P<licence>licenses/[a-z\-]+/[0-9.]+|publicdomain/zero/1\.0)"
    r"(?:/(?:deed|legalcode)?(?:\.[a-z_\-]+)?)?",
    re.IGNORECASE,
)


def exact_licence(iri: str) -> str | None:
    """The exact address of the licence of our list that ``iri`` means, however it is written; None for any other.

    >>> exact_licence("https://creativecommons.org/licenses/by/4.0/deed.sv")
    'http://creativecommons.org/licenses/by/4.0/'
    """
    match = _CREATIVE_COMMONS.fullmatch(iri)
    exact = f"http://creativecommons.org/{match['licence'].lower()}/" if match else ""
    return exact if exact in vocabulary("licence") else None
