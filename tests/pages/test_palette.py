"""The pairs of colours that pages are made of keep the contrast of WCAG 2.2 AA (1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

THEME = (Path(__file__).resolve().parent.parent.parent / "static" / "css" / "theme.css").read_text()
COLOURS = dict(re.findall(r"--ds-color-([a-z0-9-]+): (#[0-9a-f]{6});", THEME)) | {"white": "#ffffff"}
HUES = ("accent", "neutral", "brand1", "info", "success", "warning", "danger")
PAIRS = [
    *((f"{hue}-text-{tone}", ground) for hue in HUES for tone in ("subtle", "default") for ground in ("white",)),
    *((f"{hue}-text-default", f"{hue}-surface-tinted") for hue in HUES),
    *((f"{hue}-text-subtle", f"{hue}-background-tinted") for hue in HUES),
    ("neutral-text-subtle", "neutral-surface-tinted"),
    ("accent-text-subtle", "accent-surface-tinted"),
    ("accent-text-subtle", "neutral-background-tinted"),
    ("white", "accent-base-default"),
    ("white", "accent-base-hover"),
    ("white", "danger-base-default"),
    ("white", "brand1-base-default"),
    ("white", "accent-text-default"),
    ("accent-base-contrast-subtle", "accent-text-default"),
]
LINES = [
    *((f"{hue}-border-default", "white") for hue in HUES),
    ("neutral-border-default", "neutral-background-tinted"),
    ("focus-outer", "white"),
    ("focus-inner", "accent-text-default"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_can_be_read(words, ground):
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_can_be_seen(line, ground):
    assert contrast(line, ground) >= 3


def test_the_measure_itself():
    COLOURS["black"] = "#000000"
    assert round(contrast("black", "white"), 1) == 21.0
