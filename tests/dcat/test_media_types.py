"""Media types, and how the EU and IANA name them."""

import pytest

from dcat.media_types import file_type, iana_type, of_file_type, of_iana_type
from dcat.vocabularies import vocabulary

FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type"
IANA = "https://www.iana.org/assignments/media-types"


@pytest.mark.parametrize(
    ("media_type", "file", "iana"),
    [
        ("text/csv", "CSV", "text/csv"),
        ("Text/CSV ; header=present", "CSV", "text/csv"),
        ("text/csv+zip", "ZIP", None),
        ("application/vnd.sqlite3", None, "application/vnd.sqlite3"),
        ("audio/midi", None, "audio/midi"),
        ("application/x-qgis", None, None),
        ("application/x.private", None, None),
        ("chemical/x-thing", None, None),
        ("csv", None, None),
        ("", None, None),
        ("text/", None, None),
        ("text/a b", None, None),
    ],
)
def test_how_a_media_type_is_named(media_type, file, iana):
    assert file_type(media_type) == (f"{FILE_TYPES}/{file}" if file else None)
    assert iana_type(media_type) == (f"{IANA}/{iana}" if iana else None)


def test_a_media_type_that_only_the_table_of_file_types_knows():
    """Where it belongs to one file type; where it belongs to several there is no telling."""
    by_media_type: dict[str, list[str]] = {}
    for concept in vocabulary("file-type-eu"):
        for media_type in concept.media_types:
            by_media_type.setdefault(media_type, []).append(concept.iri)
    unknown = {
        name: iris for name, iris in by_media_type.items() if name not in vocabulary("media-type") and ";" not in name
    }
    assert {len(iris) for iris in unknown.values()} >= {1, 2}, "there are both"

    for media_type, iris in unknown.items():
        assert file_type(media_type) == (iris[0] if len(iris) == 1 else None)


def test_the_way_back():
    assert of_file_type(f"{FILE_TYPES}/CSV") == "text/csv"
    assert of_file_type(f"{FILE_TYPES}/UNHEARD_OF") is None
    assert of_iana_type(f"{IANA}/text/csv") == "text/csv"
    assert of_iana_type("https://www.example.se/text/csv") is None
