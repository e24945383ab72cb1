"""Filling in forms as a browser does: what the page holds is sent, with what a person types in place of it."""

from html.parser import HTMLParser

from django.test import Client


class _Fields(HTMLParser):
    """The fields of the one form on a page that posts to the page itself, with what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.words: list[str] = []
        self._is_inside = self._is_template = False
        self._textarea = self._select = ""

    def handle_starttag(self, tag, attrs) -> None:
        values = dict(attrs)
        if tag == "form":
            self._is_inside = values.get("method") == "post" and not values.get("action")
        self._is_template = tag == "template" or self._is_template
        if not self._is_inside or self._is_template:
            return
        name, kind = values.get("name") or "", values.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in values):
            self._add(name, values.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "textarea":
            self._textarea = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self._add(self._select, values.get("value") or "")

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self._is_inside = False
        if tag == "template":
            self._is_template = False
        if tag == "textarea":
            self._textarea = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data) -> None:
        self.words.append(data)
        if self._textarea:
            typed = self.sent[self._textarea]
            typed[-1] = (typed[-1] + data).removeprefix("\n") if not typed[-1] else typed[-1] + data

    def _add(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


def fields(response) -> dict[str, list[str]]:
    """What the page's form would send if nobody changed anything."""
    return _read(response).sent


def words(response) -> str:
    """What a person reads on the page, on one line."""
    return " ".join(" ".join(_read(response).words).split())


def fill_in(client: Client, address: str, typed: dict, **extra):
    """Open the page, type, and send the form."""
    data = fields(client.get(address, **extra)) | typed
    data.pop("csrfmiddlewaretoken", None)
    return client.post(address, data, **extra)


def _read(response) -> _Fields:
    reader = _Fields()
    reader.feed(response.content.decode())
    return reader
