"""Who gets the compressed bytes."""

import pytest

from harvesting.negotiation import wants_gzip

CASES = [
    (None, False),
    ("", False),
    ("gzip", True),
    ("GZIP", True),
    ("x-gzip", True),
    ("gzip, deflate, br", True),
    ("br", False),
    ("*", True),
    ("*;q=0", False),
    ("gzip;q=0", False),
    ("gzip;q=0.0", False),
    ("gzip;q=0, *", False),
    ("*, identity;q=0.5", True),
    ("gzip;q=0.5, identity;q=0.8", False),
    ("gzip;q=0.8, identity;q=0.5", True),
    ("identity", False),
    ("gzip ; q=0.3", True),
    ("gzip;q=high", False),
    ("gzip;q=7", False),
    (",,;;==", False),
]


@pytest.mark.parametrize(("header", "expected"), CASES)
def test_accept_encoding_decides_between_compressed_and_plain(header, expected):
    assert wants_gzip(header) is expected
