"""Reading a page as a machine: its elements, without a browser."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """Elements with their attributes, the text, and ids; complains about elements that are closed wrongly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag, attrs) -> None:
        """Note it."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        """Note it; nothing stays open."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag) -> None:
        """Close what was opened last."""
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}> where <{self._open[-1] if self._open else '-'}> is open")
        else:
            self._open.pop()

    def handle_data(self, data) -> None:
        """Note the words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Attributes of the elements of a kind; ``attributes`` narrow them down."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [each for found, each in self.elements if found == tag and wanted.items() <= each.items()]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [each["id"] for _tag, each in self.elements if "id" in each]


def read(response) -> Page:
    """The page of a response, with the marks of a whole page checked."""
    page = Page(response.content.decode())
    assert page.problems == []
    assert len(page.ids) == len(set(page.ids)), sorted(page.ids)
    assert len(page.all("h1")) == 1
    assert page.all("main", id="innehall") and page.all("a", class_="skip-link", href="#innehall")
    assert [each["lang"] for each in page.all("html")][0] in {"sv", "en"}
    assert page.all("title")
    return page
