"""From what was found at an address to what a new dataset begins with, each value a suggestion."""

from collections.abc import Iterable
from urllib.parse import unquote

from catalog.defaults import SWEDISH
from catalog.models import RecommendedDataset
from catalog.starting.from_recommended import start_from
from catalog.starting.matching import Match, best_match
from catalog.starting.start import DISTRIBUTION, SERVICE, Start
from dcat.iri import is_accepted
from dcat.kinds import write_box
from dcat.rules.wording import lower_keyword
from dcat.vocabularies import vocabulary
from harvesting.inspecting.findings import Extent, Findings, Kind

_LANGUAGES = {"sv": SWEDISH, "en": SWEDISH.replace("/SWE", "/ENG"), "fi": SWEDISH.replace("/SWE", "/FIN")}
_REST = "http://www.wikidata.org/entity/Q749568"
_SERVICES = (Kind.WFS, Kind.WMS, Kind.OPENAPI)
_MOST_COLUMNS_NAMED = 40
# By what an interface or a map service is licensed, as people write it, beside the address itself.
_NAMES_OF_LICENCES = {"cc0": "publicdomain/zero/1.0/", "cc by 4.0": "/by/4.0/", "cc-by-4.0": "/by/4.0/"}


def match_for(found: Findings, address: str, listed: Iterable[RecommendedDataset]) -> Match | None:
    """The recommended dataset that the address seems to lead to."""
    return best_match(
        listed, title=found.title, keywords=found.keywords, columns=found.columns, address=unquote(address)
    )


def proposed_start(found: Findings, address: str, match: Match | None) -> Start:
    """What can be said of the dataset, its distribution and its service. The address itself is no suggestion.

    Checked beforehand is only what is certain: what the bytes say, and what follows from a match without doubt.
    """
    told = _of_dataset(found) | _of_distribution(found, address) | _of_service(found, address)
    certain = {name for name, certain_by in _SAID_BY.items() if certain_by in found.certain}
    certain |= {name for name in told if name.startswith(SERVICE)}
    if match is not None:
        listed = start_from(match.recommended).values
        # The list's own words are in both languages and say what all of that kind have in common.
        told = {**told, **listed, "keyword": _joined(listed.get("keyword", {}), told.get("keyword", {}))}
        certain -= set(listed)
        certain |= set(listed) if match.is_certain else set()
    values = {name: value for name, value in told.items() if value not in ("", None, [], {})}
    suggested = frozenset(values)
    is_api = found.kind is Kind.OPENAPI
    at = {
        f"{DISTRIBUTION}access_url": found.endpoint if is_api and is_accepted(found.endpoint) else address,
        "is_file": found.kind not in (*_SERVICES, Kind.WEB_PAGE),
    }
    return Start({**at, **values}, suggested, suggested - certain)


# The name in Findings of what a field is made of.
_SAID_BY = {
    f"{DISTRIBUTION}format": "media_type",
    f"{DISTRIBUTION}byte_size": "byte_size",
    f"{DISTRIBUTION}description": "columns",
    f"{DISTRIBUTION}conforms_to": "endpoint",
    "geographical_area": "extent",
    "modified": "modified",
    "title": "title",
}


def _of_dataset(found: Findings) -> dict:
    language = found.language if found.language in ("sv", "en") else "sv"
    keywords = list(dict.fromkeys(lower_keyword(word, language) for word in found.keywords))
    return {
        "title": {language: found.title} if found.title else {},
        "description": {language: found.description} if found.description else {},
        "keyword": {language: keywords} if keywords else {},
        "geographical_area": [{"bbox": _box(found.extent)}] if found.extent else [],
        "modified": found.modified,
        "language": [_LANGUAGES[found.language]] if found.language in _LANGUAGES else [],
    }


def _of_distribution(found: Findings, address: str) -> dict:
    is_api = found.kind is Kind.OPENAPI
    return {
        f"{DISTRIBUTION}format": found.media_type,
        f"{DISTRIBUTION}byte_size": found.byte_size,
        f"{DISTRIBUTION}description": _columns_in_words(found),
        f"{DISTRIBUTION}conforms_to": [{"iri": address}] if is_api else [],
        f"{DISTRIBUTION}license": _licence(found.licence),
    }


def _of_service(found: Findings, address: str) -> dict:
    """An API is a thing of its own, at which the distribution points."""
    if found.kind not in _SERVICES or not is_accepted(found.endpoint):
        return {}
    title = found.title or {Kind.WFS: "WFS", Kind.WMS: "WMS"}.get(found.kind, "API")
    return {
        f"{SERVICE}title": {"sv": title},
        f"{SERVICE}endpoint_url": [found.endpoint],
        f"{SERVICE}endpoint_description": [address],
        f"{SERVICE}format": found.media_type,
        f"{SERVICE}type": [_REST] if found.kind is Kind.OPENAPI else [],
    }


def _columns_in_words(found: Findings) -> dict[str, str]:
    if not found.columns:
        return {}
    named = ", ".join(found.columns[:_MOST_COLUMNS_NAMED])
    more = " …" if len(found.columns) > _MOST_COLUMNS_NAMED else ""
    swedish, english = ("Lager", "Layers") if found.kind in (Kind.WFS, Kind.WMS) else ("Kolumner", "Columns")
    return {"sv": f"{swedish}: {named}{more}", "en": f"{english}: {named}{more}"}


def _licence(stated: str) -> str:
    """The licence of the profile that is named; an empty string when none is, or several are."""
    words = stated.casefold().replace("https://", "http://")
    named = {
        each.iri
        for each in vocabulary("licence")
        if each.iri.rstrip("/") in words
        or any(name in words and each.iri.endswith(end) for name, end in _NAMES_OF_LICENCES.items())
    }
    return named.pop() if len(named) == 1 else ""


def _box(extent: Extent) -> str:
    return write_box(*map(repr, extent))


def _joined(first: dict[str, list[str]], more: dict[str, list[str]]) -> dict[str, list[str]]:
    languages = dict.fromkeys([*first, *more])
    return {code: list(dict.fromkeys([*first.get(code, []), *more.get(code, [])])) for code in languages}
