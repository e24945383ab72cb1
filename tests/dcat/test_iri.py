"""Our verdict on IRIs against the parsers' own."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcat.iri import is_iri

VALID = [
    "https://www.uppsala.se",
    "http://www.uppsala.se:8080/a/b?c=d&e=[f]#g".replace("[f]", "f"),
    "http://å.se/ä?ö#é",
    "http://[::1]/",
    "ftp://ftp.example.se/fil.csv",
    "mailto:data@example.se",
    "tel:+46187270000",
    "urn:uuid:9d1c7c1e-58f6-4a9c-8c2f-2c5b8f3f8d03",
]
INVALID = [
    "",
    "data",
    "/data",
    "//www.uppsala.se",
    "http:",
    "http://",
    "http:///data",
    "https:data",
    "http://www.uppsala.se/min data",
    "http://www.uppsala.se/{id}",
    "http://www.uppsala.se/[id]",
    'http://www.uppsala.se/"',
    "http://www.uppsala.se/\\",
    "http://www.uppsala.se/^`|",
    "http://www.uppsala.se/<b>",
    "http://www.uppsala.se/%zz",
    "http://www.uppsala.se/a#b#c",
    "http://www.uppsala.se/\u202edata",
    "http://www.uppsala.se/\ue000",
    "http://www.uppsala.se/\n",
    "tel:",
]


@pytest.mark.parametrize("value", VALID)
def test_valid(value):
    assert is_iri(value)


@pytest.mark.parametrize("value", INVALID)
def test_invalid(value):
    assert not is_iri(value)


_NEARLY = st.text(alphabet="aB:/?#[]@%2Aåö\ue000\u202e {}\"<>\\^`|.~-'\U0001f600").map("http://a".__add__)


@given(st.one_of(_NEARLY, st.text()))
def test_what_we_call_an_iri_a_strict_parser_takes_too(value):
    if is_iri(value):
        assert pyoxigraph.NamedNode(value).value == value
