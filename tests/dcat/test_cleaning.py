"""What a person types or pastes: mended and said so, or refused with a sentence, and never a broken document."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat.cleaning import FILE_SCHEMES, BadIRI, clean_iri, clean_line, clean_text, split_keywords
from dcat.iri import is_iri
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import read
from dcat.writer import document_end, document_start, render
from tests.dcat.graphs import rdflib_facts, same_in_both_parsers
from tests.dcat.nodes import BASE

# Everything that a form can deliver, lone surrogates and control characters too, and what XML treats in its own way.
ANY_TEXT = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from("\x00\x0b\x0c\r\n\t\x1e\x1f\x7f\x85\u2028\ufeff\ufffe\uffff\ud800&<>\"'ÅåÄäÖö\u030a"),
    )
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Bad\x07platser\x00 ", "Badplatser"),
        ("rad ett\r\nrad två\rrad tre", "rad ett\nrad två\nrad tre"),
        ("mjuk\x0bradbrytning", "mjuk\nradbrytning"),
        ("A\u030atorp", "Åtorp"),
        ("x\ud800\ufffe\uffffy", "xy"),
        ("\ufeffBOM\u200b", "BOM"),
        (" \u200b\n\t ", ""),
        ("<script>alert('hej')</script> 😀", "<script>alert('hej')</script> 😀"),
    ],
)
def test_text_is_mended(typed, cleaned):
    assert clean_text(typed) == cleaned


def test_a_line_has_no_line_breaks():
    assert clean_line(" Bad\r\n platser\tnu ") == "Bad platser nu"


@given(ANY_TEXT)
def test_clean_text_stays_as_it_is(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    ("typed", "keywords"),
    [
        ("bad, vatten;miljö", ("bad", "vatten", "miljö")),
        ("Bad,bad , BAD", ("Bad",)),
        ("bad\nvatten,,", ("bad", "vatten")),
        (" ; ", ()),
    ],
)
def test_keywords_are_split(typed, keywords):
    assert split_keywords(typed) == keywords


@pytest.mark.parametrize(
    ("typed", "cleaned", "mends"),
    [
        (" https://www.uppsala.se/data ", "https://www.uppsala.se/data", 0),
        ("www.uppsala.se/x", "https://www.uppsala.se/x", 1),
        ("uppsala.se:8080/x", "https://uppsala.se:8080/x", 1),
        ("//uppsala.se", "https://uppsala.se", 1),
        ("https://a.se/min fil.csv", "https://a.se/min%20fil.csv", 1),
        ('https://a.se/<b>{c}|\\^`"[d]', "https://a.se/%3Cb%3E%7Bc%7D%7C%5C%5E%60%22%5Bd%5D", 1),
        ("https://a.se/badplatser/åäö?q=å#ö", "https://a.se/badplatser/%C3%A5%C3%A4%C3%B6?q=%C3%A5#%C3%B6", 1),
        ("https://Åmål.se/x", "https://xn--ml-xiab.se/x", 1),
        ("HTTPS://WWW.Uppsala.SE/Data", "https://www.uppsala.se/Data", 2),
        ("https://a.se/100%", "https://a.se/100%25", 1),
        ("https://a.se/a%20b", "https://a.se/a%20b", 0),
        ("https://a.se/a#b#c", "https://a.se/a#b%23c", 1),
        ("https://www.uppsala.se/\r\ndata\u200b.csv", "https://www.uppsala.se/data.csv", 1),
        ("http://localhost:8000/x", "http://localhost:8000/x", 0),
        ("http://[::1]:8000/x", "http://[::1]:8000/x", 0),
        ("http://192.0.2.1/x", "http://192.0.2.1/x", 0),
    ],
)
def test_a_web_address_is_mended_and_each_mend_is_said(typed, cleaned, mends):
    result = clean_iri(typed)
    assert result.value == cleaned
    assert len(result.mended) == mends


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "är tom"),
        (" \u200b ", "är tom"),
        ("javascript:alert(1)", "börja med http:// eller https://"),
        ("JavaScript:alert(1)", "börja med http:// eller https://"),
        ("java\nscript:alert(1)", "börja med http:// eller https://"),
        ("data:text/html,x", "börja med http:// eller https://"),
        ("ftp://ftp.example.se/x", "börja med http:// eller https://"),
        ("file:///C:/data.csv", "en fil på en dator"),
        ("C:\\data\\bad.csv", "en fil på en dator"),
        ("\\\\server\\data", "en fil på en dator"),
        ("data@uppsala.se", "e-postadress"),
        ("mailto:data@uppsala.se", "e-postadress"),
        ("/data/bad", "inte fullständig"),
        ("bad.csv", "inte fullständig"),
        ("https:/www.uppsala.se", "två snedstreck"),
        ("https://", "giltigt domännamn"),
        ("https:///x", "giltigt domännamn"),
        ("https://min server/x", "giltigt domännamn"),
        ("https://intranet/x", "giltigt domännamn"),
        ("https://uppsala..se/", "giltigt domännamn"),
        ("https://uppsala%2ese/", "giltigt domännamn"),
        ("https://256.1.1.1/", "giltigt domännamn"),
        ("https://[zz]/", "giltigt domännamn"),
        ("https://a／b.se/", "giltigt domännamn"),
        ("https://per:hemligt@uppsala.se/", "lösenord"),
        ("https://uppsala.se:99999/", "portnummer"),
        ("https://uppsala.se:abc/", "portnummer"),
        ("https://uppsala.se/\u202egpj.exe", "läsriktningen"),
        ("https://uppsala.se/" + "x" * 2000, "2000 tecken"),
        ("https://uppsala.se/" + "å" * 400, "2000 tecken"),
        ("x" * 1_000_000, "2000 tecken"),
    ],
)
def test_a_web_address_is_refused_with_what_is_wrong(typed, said):
    with pytest.raises(BadIRI) as refusal:
        clean_iri(typed)
    assert said in refusal.value.message.sv


def test_other_schemes_where_they_are_let_in():
    assert clean_iri("ftp://ftp.example.se/x", schemes=FILE_SCHEMES).value == "ftp://ftp.example.se/x"


_ADDRESS = st.one_of(
    ANY_TEXT,
    ANY_TEXT.map("https://www.uppsala.se/".__add__),
    ANY_TEXT.map("https://".__add__),
    st.tuples(ANY_TEXT, ANY_TEXT).map(lambda parts: f"http://{parts[0]}.se/{parts[1]}"),
)


@given(_ADDRESS)
def test_an_accepted_address_is_an_iri_that_stays_as_it_is(typed):
    try:
        cleaned = clean_iri(typed)
    except BadIRI:
        return
    assert is_iri(cleaned.value)
    assert cleaned.value.isascii()
    assert clean_iri(cleaned.value).value == cleaned.value
    assert not clean_iri(cleaned.value).mended


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT, _ADDRESS)
def test_whatever_is_accepted_gives_one_graph_in_both_parsers(title, name, address):
    values = {"title": (LanguageText(clean_text(title), "sv"),), "identifier": (clean_line(name),)}
    try:
        values["landing_page"] = (clean_iri(address).value,)
    except BadIRI:
        values["landing_page"] = ()
    node = Node(f"{BASE}/datasets/1", "Dataset", values)
    piece = render(node, DCAT_AP_SE)
    document = (document_start() + piece.rdfxml + document_end()).encode()
    triples = same_in_both_parsers(document)
    assert rdflib_facts(piece.ntriples.encode(), "nt") == rdflib_facts(document, "xml")
    expected = {name: values for name, values in node.values.items() if values and _is_filled(values[0])}
    assert read(triples, DCAT_AP_SE).nodes[node.iri].values == expected
    assert render(node, DCAT_AP_SE) == piece


def _is_filled(value) -> bool:
    return bool(value.value if isinstance(value, LanguageText) else value)
