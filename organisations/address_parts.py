"""The part of an address that stands for an organisation: how it is made from a name, and which words it may not be.

An address part is in every IRI that the organisation's records get, so it is made once and never follows a new name.
"""

import re
import unicodedata

# Words that pages, feeds and machines use as the first part of an address (or as the second, below /arbete/). A test
# holds the list against the URLconf. Some more are kept free for what may come.
RESERVED = frozenset(
    """
    .well-known about account accounts admin administration agents all alla anvandare api app arbete assets atom
    besokare catalog catalogs contacts coverage css data datamangder datasets dcat demo docs en error favicon
    favicon.ico fel feed feeds files filer graphql harvest help hjalp humans.txt i18n images inbjudan inbjudningar
    installningar js kakor kalender konto kontakt kontakter kopia laget lan login logga-in logga-ut logout livez mail
    inga-fler-mejl manifest.json media
    mellansverige metrics ny nya nytt oppna-mellansverige om organisation organisationer organisations personuppgifter
    ping profil publik publisher readyz region regioner robots robots.txt rss samordning schema security security.txt
    sidor sitemap sitemap.xml sitemaps sok sparql specifikation sprak start static status sv swagger test themes
    tillganglighet uppladdning upload v1 v2 version void www
    """.split()
)

MAX_LENGTH = 100
_WELL_FORMED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters that decomposition leaves as they are.
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


class BadAddressPart(ValueError):
    """The text can't be an address part; ``str()`` says why, for developers and logs."""


def address_part(name: str) -> str:
    """The address part for ``name``: lower-case ASCII with hyphens.

    >>> address_part("Region Örebro län")
    'region-orebro-lan'
    """
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    part = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:MAX_LENGTH].strip("-")
    refuse_unusable(part)
    return part


def refuse_unusable(part: str) -> None:
    """Raise BadAddressPart unless ``part`` is well formed and no word that pages use."""
    if len(part) > MAX_LENGTH or not _WELL_FORMED.fullmatch(part):
        raise BadAddressPart(f"not lower-case ASCII letters, digits and single hyphens: {part[:120]!r}")
    if part in RESERVED:
        raise BadAddressPart(f"a word that pages use: {part!r}")
