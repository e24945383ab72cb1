"""A web page: what it is called, what it says of itself, and the files that it leads to."""

from html.parser import HTMLParser
from urllib.parse import urljoin

from dcat.cleaning import clean_line, clean_text
from dcat.endings import media_type_by_ending
from harvesting.inspecting.findings import Findings, Kind, Link

MEDIA_TYPE = "text/html"
_MOST = 300_000  # characters
_MOST_LINKS = 15
_DESCRIPTIONS = ("description", "dcterms.description", "dc.description", "og:description")
_DATES = ("dcterms.modified", "article:modified_time", "last-modified", "dc.date.modified")
_NO_DATA = {"", "text/html", "application/pdf"}


def read_web_page(text: str, address: str) -> Findings:
    """What the page says."""
    page = _Page(address)
    page.feed(text[:_MOST])
    described = next((page.about[name] for name in _DESCRIPTIONS if page.about.get(name)), "")
    title = page.about.get("og:title") or page.heading or page.title
    return Findings(
        Kind.WEB_PAGE,
        media_type=MEDIA_TYPE,
        title=clean_line(title)[:300],
        description=clean_text(described)[:2000],
        keywords=tuple(filter(None, (clean_line(each) for each in page.about.get("keywords", "").split(","))))[:20],
        modified=next((page.about[name][:10] for name in _DATES if page.about.get(name)), ""),
        language=page.language,
        links=tuple(page.links.values()),
        certain=frozenset({"media_type"}),
    )


class _Page(HTMLParser):
    """The parts of a page that tell what it is about."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.title = self.heading = self.language = ""
        self.about: dict[str, str] = {}
        self.links: dict[str, Link] = {}
        self._within = ""
        self._leads_to = ""
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = told.get("lang", "")[:2].lower()
        elif tag == "meta":
            name = (told.get("name") or told.get("property") or told.get("http-equiv", "")).lower()
            self.about.setdefault(name, told.get("content", ""))
        elif tag == "a":
            self._leads_to, self._words = told.get("href", ""), ""
        elif tag in ("title", "h1"):
            self._within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""
        if tag == "a" and self._leads_to:
            self._keep_link()

    def handle_data(self, data: str) -> None:
        if self._within == "title" and len(self.title) < 500:
            self.title += data
        if self._within == "h1" and len(self.heading) < 500:
            self.heading += data
        if self._leads_to and len(self._words) < 200:
            self._words += data

    def _keep_link(self) -> None:
        try:
            address = urljoin(self.address, self._leads_to.strip())
        except ValueError:
            address = ""
        self._leads_to = ""
        is_address = address.startswith(("http://", "https://")) and len(address) < 2000
        if is_address and len(self.links) < _MOST_LINKS and media_type_by_ending(address) not in _NO_DATA:
            self.links.setdefault(address, Link(address, clean_line(self._words)[:120] or address))
