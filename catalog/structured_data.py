"""A description in the words of schema.org, as search engines read it in the pages. Pure functions.

Source: https://schema.org/Dataset, https://schema.org/DataCatalog, https://schema.org/DataDownload
"""

import json
from collections.abc import Iterable, Mapping

from dcat.node import Node

_CONTEXT = "https://schema.org/"
# In a script element no character may end the element or begin a comment; JSON has another way to write each.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def dataset(node: Node, language: str, *, page: str, catalogue: Mapping, names: Mapping[str, str]) -> dict:
    """A dataset with its distributions. ``page`` is its address, ``catalogue`` what it is included in, ``names`` what
    the records that it mentions are called, by IRI."""
    return {"@context": _CONTEXT} | _filled(
        {
            "@type": "Dataset",
            "@id": node.iri,
            "url": page,
            "name": node.text("title", language),
            "description": node.text("description", language),
            "identifier": list(node.get("identifier")),
            "keywords": _texts(node, "keyword", language),
            "publisher": _parties(node, "publisher", names),
            "creator": _parties(node, "creator", names),
            "license": _licence(node),
            "datePublished": node.first("issued"),
            "dateModified": node.first("modified"),
            "temporalCoverage": [_interval(each) for each in node.get("temporal")],
            "spatialCoverage": [{"@type": "Place", "@id": iri} for iri in node.get("spatial")],
            "version": node.first("version"),
            "includedInDataCatalog": catalogue,
            "distribution": [_download(each, language) for each in node.get("distribution")],
        }
    )


def data_catalog(
    name: str, description: str, *, iri: str, page: str, publisher: str, datasets: Iterable[tuple[str, str, str]]
) -> dict:
    """An organisation's catalogue with some of its datasets: the IRI, name and page of each."""
    catalogue = included_in(name, iri, page) | {
        "description": description,
        "publisher": {"@type": "Organization", "name": publisher},
        "dataset": [
            {"@type": "Dataset", "@id": dataset_iri, "name": title, "url": address}
            for dataset_iri, title, address in datasets
        ],
    }
    return {"@context": _CONTEXT} | _filled(catalogue)


def included_in(name: str, iri: str, page: str) -> dict:
    """The catalogue as its datasets name it."""
    return {"@type": "DataCatalog", "@id": iri, "name": name, "url": page}


def as_script(data: Mapping) -> str:
    """The data as JSON that can stand in a script element, whatever its texts hold."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _download(node: Node, language: str) -> dict:
    return _filled(
        {
            "@type": "DataDownload",
            "@id": node.iri,
            "name": node.text("title", language),
            "description": node.text("description", language),
            "encodingFormat": node.first("format"),
            "contentUrl": node.first("download_url"),
            "url": node.first("access_url"),
            "license": _own_licence(node),
            "contentSize": f"{node.first('byte_size')} B" if node.get("byte_size") else "",
            "datePublished": node.first("issued"),
            "dateModified": node.first("modified"),
        }
    )


def _licence(node: Node) -> str:
    """The licence of all distributions, where they have the same."""
    licences = {_own_licence(each) for each in node.get("distribution")}
    return licences.pop() if len(licences) == 1 else ""


def _own_licence(node: Node) -> str:
    stated = node.first("license") or node.first("other_license") or ""
    return stated.iri if isinstance(stated, Node) else stated


def _parties(node: Node, name: str, names: Mapping[str, str]) -> list[dict]:
    return [_filled({"@type": "Organization", "@id": iri, "name": names.get(iri)}) for iri in node.get(name)]


def _texts(node: Node, name: str, language: str) -> list[str]:
    """The texts in the language; those in another one when there are none."""
    texts = node.get(name)
    return [text.value for text in texts if text.language == language] or [text.value for text in texts]


def _interval(period: Node) -> str:
    """A period as ISO 8601 writes it, open at an end that is not said."""
    return f"{period.first('start_date') or '..'}/{period.first('end_date') or '..'}"


def _filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}
