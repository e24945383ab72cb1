"""Texts by language: ``{"sv": "…", "en": "…"}``, in any languages."""

from collections.abc import Mapping


def in_language(texts: Mapping[str, str], code: str | None) -> str:
    """The text in ``code``; in Swedish where there is none, else in any language, else empty."""
    return texts.get(code or "sv") or texts.get("sv") or next((text for text in texts.values() if text), "")
