"""The map of the kommuner: outlines made by ``bin/make_map.py``, drawn in the page itself."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "kommuner.json"


@dataclass(frozen=True, slots=True)
class Outlines:
    """``paths`` and ``middles`` by the code of the kommun, in the units of a drawing ``width`` by ``height``."""

    width: int
    height: int
    paths: dict[str, str]
    middles: dict[str, tuple[float, float]]
    source: str


@cache
def outlines() -> Outlines:
    """The outlines, read once."""
    content = json.loads(_DATA.read_text(encoding="utf-8"))
    kommuner = content["kommuner"]
    return Outlines(
        width=content["width"],
        height=content["height"],
        paths={code: each["path"] for code, each in kommuner.items()},
        middles={code: tuple(each["middle"]) for code, each in kommuner.items()},
        source=content["source"],
    )
