"""What kind of visitor a request comes from, by what it calls itself. The name itself goes no further.

What the portal's harvester calls itself is not documented. ``PORTAL_USER_AGENTS`` says what counts as the portal; who
finds out better changes that. Nothing is guessed from the time of day or the address: what says nothing is unknown.
"""

from collections.abc import Sequence

from harvesting.models import Visitor

_LONGEST = 300  # characters that are looked at; a browser's name has half of them

# The first one that has a pattern in the name counts, so what calls itself a browser besides stands before browsers.
_PATTERNS: tuple[tuple[Visitor, tuple[str, ...]], ...] = (
    (Visitor.OURSELVES, ("oppna-mellansverige",)),
    (
        Visitor.HARVESTER,
        ("bot", "crawl", "spider", "harvest", "slurp", "ckan", "udata", "piveau", "geonetwork", "data.europa.eu"),
    ),
    (
        Visitor.SCRIPT,
        (
            *("curl/", "wget", "python", "aiohttp", "httpx", "java/", "jersey", "okhttp", "apache-httpclient"),
            *("restlet", "go-http-client", "node", "axios", "undici", "libwww", "powershell", "postman", "ruby", "php"),
            *("r (", "libcurl", "rdf4j", "jena", "oxigraph"),
        ),
    ),
    (Visitor.BROWSER, ("mozilla/", "opera/")),
)


def visitor_of(user_agent: str | None, portal: Sequence[str]) -> Visitor:
    """The kind of visitor. ``portal``: what the portal's name has in it, in any case of letters.

    >>> [str(visitor_of(name, ["entrystore"])) for name in ("Mozilla/5.0 (Googlebot/2.1)", "EntryStore/5", "")]
    ['harvester', 'portal', 'unknown']
    """
    name = (user_agent or "")[:_LONGEST].lower()
    for pattern in portal:
        if pattern and pattern.lower() in name:
            return Visitor.PORTAL
    for visitor, patterns in _PATTERNS:
        for pattern in patterns:
            if pattern in name:
                return visitor
    return Visitor.UNKNOWN
