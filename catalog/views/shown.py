"""A description and what it mentions as pages show it, whether it is public or a working copy."""

from collections.abc import Iterable, Mapping

from catalog.display import safe_address, shown_properties
from dcat.node import Node


def shown_records(
    named: Iterable[tuple[str, Node]], class_name: str, language: str, names: Mapping[str, str]
) -> list[tuple]:
    """The records of a class that a description mentions: what they are called, and what they say."""
    return [(name, shown_properties(node, language, names)) for name, node in named if node.class_name == class_name]


def shown_distribution(node: Node, language: str, names: Mapping[str, str]) -> dict:
    """A distribution, as ``catalog/distribution_cards.html`` takes it."""
    return {
        "id": f"distribution-{node.iri.rpartition('/')[2]}",
        "title": shown_text(node, "title", language),
        "description": shown_text(node, "description", language),
        "format": node.first("format"),
        # A working copy may hold anything.
        "access_url": safe_address(node.first("access_url") or ""),
        "download_urls": [address for each in node.get("download_url") if (address := safe_address(each))],
        "properties": shown_properties(node, language, names),
    }


def shown_text(node: Node, name: str, language: str) -> dict:
    """A text with the language that it is in, where that is not the page's."""
    texts = {text.language: text.value for text in node.get(name)}
    chosen = language if language in texts else next(iter(texts), "")
    return {"value": texts.get(chosen, ""), "language": "" if chosen == language else chosen}
