"""The outlines: one for every kommun, inside the drawing."""

import csv
import re
from pathlib import Path

import pytest

from coverage.map import outlines

pytestmark = pytest.mark.any_database

ORGANISATIONS = Path(__file__).resolve().parent.parent.parent / "organisations" / "data" / "organisations.csv"


def test_every_kommun_has_its_outline_inside_the_drawing():
    with ORGANISATIONS.open(encoding="utf-8", newline="") as lines:
        codes = {row["municipality_code"] for row in csv.DictReader(lines)} - {""}
    drawn = outlines()
    assert set(drawn.paths) == set(drawn.middles) == codes
    assert len(codes) == 52
    for path in drawn.paths.values():
        assert re.fullmatch(r"(M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){2,}Z)+", path)
        numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
        assert max(numbers[::2]) <= drawn.width and max(numbers[1::2]) <= drawn.height


def test_the_source_is_named():
    assert "SCB" in outlines().source


def test_a_part_of_the_map_is_as_large_as_its_kommuner():
    drawn = outlines()
    left, top, width, height = drawn.box(["1980"])
    x, y = drawn.middles["1980"]
    assert left < x < left + width and top < y < top + height
    assert width < drawn.width / 2
    assert drawn.box([]) == (0, 0, drawn.width, drawn.height)
