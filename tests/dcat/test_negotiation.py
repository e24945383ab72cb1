"""Who gets which format, which profile, and the compressed bytes."""

import pytest

from dcat.formats import FORMATS, JSON_LD, RDF_XML
from dcat.negotiation import Choice, choices, chosen_encoding, chosen_format, chosen_profile
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES

# What is asked for; what is given of br and gzip; what is given where there is gzip only.
ENCODINGS = [
    (None, "identity", "identity"),
    ("", "identity", "identity"),
    ("gzip", "gzip", "gzip"),
    ("GZIP", "gzip", "gzip"),
    ("x-gzip", "gzip", "gzip"),
    ("br", "br", "identity"),
    ("gzip, deflate, br", "br", "gzip"),
    ("gzip, deflate, br, zstd", "br", "gzip"),
    ("br;q=0.9, gzip", "gzip", "gzip"),
    ("br;q=0.5, gzip;q=0.5", "br", "gzip"),
    ("*", "br", "gzip"),
    ("br;q=0, *", "gzip", "gzip"),
    ("gzip;q=0, *", "br", "identity"),
    ("gzip;q=0, br;q=0, *", "identity", "identity"),
    ("gzip;q=0", "identity", "identity"),
    ("gzip;q=0.0", "identity", "identity"),
    ("gzip;q=0.5, identity;q=0.8", "identity", "identity"),
    ("gzip;q=0.8, identity;q=0.5", "gzip", "gzip"),
    ("gzip;q=0.8, identity;q=0.8", "gzip", "gzip"),
    ("gzip;q=0.3, *;q=0.5", "br", "identity"),
    ("br;q=0.2, identity;q=0.5, gzip;q=0.1", "identity", "identity"),
    ("*, identity;q=0.5", "br", "gzip"),
    ("identity", "identity", "identity"),
    ("identity;q=0, gzip;q=0.1", "gzip", "gzip"),
    ("identity;q=0, *", "br", "gzip"),
    # Nothing is acceptable: bytes that can be read are better than none.
    ("*;q=0", "identity", "identity"),
    ("identity;q=0", "identity", "identity"),
    ("identity;q=0, *;q=0", "identity", "identity"),
    ("zstd, identity;q=0", "identity", "identity"),
    ("gzip ; q=0.3", "gzip", "gzip"),
    ("gzip;q=high", "identity", "identity"),
    ("gzip;q=7", "identity", "identity"),
    (",,;;==", "identity", "identity"),
]


@pytest.mark.parametrize(("header", "of_both", "of_gzip"), ENCODINGS)
def test_accept_encoding_decides_between_compressed_and_plain(header, of_both, of_gzip):
    assert chosen_encoding(header) == of_both
    assert chosen_encoding(header, ("gzip",)) == of_gzip


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"

ACCEPT = [
    (None, "rdf"),
    ("", "rdf"),
    ("*/*", "rdf"),
    ("application/*", "rdf"),
    ("text/*", "rdf"),  # text/xml is a name of it too
    ("application/rdf+xml", "rdf"),
    ("APPLICATION/RDF+XML", "rdf"),
    ("application/xml", "rdf"),
    ("text/xml", "rdf"),
    ("text/turtle", "ttl"),
    ("Text/Turtle ; Q=0.3", "ttl"),
    ("application/x-turtle", "ttl"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded, or so";q=0.4', "jsonld"),
    ("text/turtle;q=0.5, application/ld+json;q=0.6", "jsonld"),
    ("text/turtle;q=0.6, application/ld+json;q=0.5", "ttl"),
    ("text/turtle, application/rdf+xml", "rdf"),  # of equally welcome ones the first that we have
    ("text/turtle, */*", "ttl"),  # of equally welcome ones that which is named
    ("text/turtle, */*;q=0.1", "ttl"),
    ("text/turtle;q=0.1, */*", "rdf"),
    ("application/rdf+xml;q=0, */*", "rdf"),  # as text/xml it is still welcome
    ("application/rdf+xml;q=0, application/xml;q=0, text/xml;q=0, */*", "ttl"),
    ("application/*;q=0, text/xml;q=0, */*", "ttl"),
    (JENA, "ttl"),
    (BROWSER, "rdf"),
    ("text/html", None),
    ("image/png, text/css", None),
    ("*/*;q=0", None),
    ("text/turtle;q=0", None),
    ("nonsense", "rdf"),
    ("text/turtle;q=high", "rdf"),
    ("text/turtle;q=7", "rdf"),
    (',,;;="', "rdf"),
    ("text/turtle;q=1.0000, application/ld+json;q=0.1", "jsonld"),
    (", text/turtle ,", "ttl"),
]


@pytest.mark.parametrize(("header", "expected"), ACCEPT)
def test_accept_decides_between_the_formats(header, expected):
    assert chosen_format(header) == expected


PAGES = [
    (None, "rdf"),
    ("*/*", "rdf"),
    (BROWSER, "html"),
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/html;q=0.4, text/turtle;q=0.5", "ttl"),
    ("text/html;q=0.5, text/turtle;q=0.4", "html"),
    ("text/turtle, */*;q=0.1", "ttl"),
    ("text/*", "rdf"),
    ("image/png", None),
]


@pytest.mark.parametrize(("header", "expected"), PAGES)
def test_who_names_html_gets_the_page_and_a_program_gets_rdf(header, expected):
    assert chosen_format(header, has_page=True) == expected


PROFILE = [
    (None, "dcat-ap-se"),
    ("", "dcat-ap-se"),
    (f"<{DCAT_AP_SE.iri}>", "dcat-ap-se"),
    (f"<{DCAT_AP.iri}>", "dcat-ap"),
    (f"<{DCAT_AP.iri}>;q=0.5, <{DCAT_AP_SE.iri}>;q=0.4", "dcat-ap"),
    (f"<{DCAT_AP.iri}>;q=0.4, <{DCAT_AP_SE.iri}>;q=0.5", "dcat-ap-se"),
    (f"<https://example.org/other>, <{DCAT_AP.iri}>;q=0.1", "dcat-ap"),
    ("<https://example.org/other>", None),
    (f"<{DCAT_AP.iri}>;q=0", None),
    (DCAT_AP.iri, "dcat-ap-se"),  # without the brackets it is not well formed
]


@pytest.mark.parametrize(("header", "expected"), PROFILE)
def test_accept_profile_decides_between_the_profiles(header, expected):
    assert chosen_profile(header) == expected


def test_what_is_meant_when_nothing_is_asked_for_is_the_swedish_profile_in_rdf_xml():
    assert choices()[0] == Choice() == Choice(DCAT_AP_SE, RDF_XML)
    assert len(choices()) == len(PROFILES) * len(FORMATS)
    assert Choice(DCAT_AP, JSON_LD).name == "dcat-ap.jsonld"


def test_a_long_header_is_read_quickly():
    assert chosen_format('a/b;c="' + "\\" * 8000) is None
    assert chosen_format("text/turtle;q=0.5," * 1000) == "ttl"
