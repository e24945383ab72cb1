"""The map of the kommuner: outlines made by ``bin/make_map.py``, drawn in the page itself."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "kommuner.json"
_NUMBER = re.compile(r"[\d.]+")
_AROUND = 3  # for the line around an outline


@dataclass(frozen=True, slots=True)
class Outlines:
    """``paths`` and ``middles`` by the code of the kommun, in the units of a drawing ``width`` by ``height``."""

    width: int
    height: int
    paths: dict[str, str]
    middles: dict[str, tuple[float, float]]
    source: str

    def box(self, codes: Iterable[str]) -> tuple[int, int, int, int]:
        """Left, top, width and height of the part of the drawing that holds these kommuner; all of it for none."""
        numbers = [float(number) for code in codes for number in _NUMBER.findall(self.paths.get(code, ""))]
        if not numbers:
            return 0, 0, self.width, self.height
        across, down = numbers[::2], numbers[1::2]
        left, top = int(min(across)) - _AROUND, int(min(down)) - _AROUND
        return left, top, int(max(across)) + 1 + _AROUND - left, int(max(down)) + 1 + _AROUND - top


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
