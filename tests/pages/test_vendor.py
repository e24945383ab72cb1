"""Files of others are the ones that manifest.json says, with licence, and every one that a page names is there."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


def listed() -> dict[str, str]:
    """Path below static/vendor, and hash."""
    return {f"{each['folder']}/{name}": file["sha256"] for each in MANIFEST for name, file in each["files"].items()}


def test_every_file_has_the_hash_that_is_written_down():
    found = {path: hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() for path in listed()}
    assert found == listed()


def test_nothing_lies_there_that_is_not_written_down():
    own = {"VENDOR.md", "manifest.json"}
    files = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert files - own == set(listed())


def test_every_package_has_version_and_licence():
    for each in MANIFEST:
        assert each["folder"].endswith(f"-{each['version']}")
        assert each["licence"] in {"MIT", "0BSD", "OFL-1.1"}
        assert "LICENSE" in each["files"]


def test_what_pages_name_is_there():
    named = re.findall(r'static "([^"]+)"', "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html")))
    in_styles = {
        ((style.parent / address).resolve())
        for style in (ROOT / "static" / "css").glob("*.css")
        for address in re.findall(r'url\("([^"]+)"\)', style.read_text())
    }
    assert len(named) > 10 and in_styles
    missing = [name for name in named if not (ROOT / "static" / name).is_file()]
    assert missing + [str(path) for path in in_styles if not path.is_file()] == []
