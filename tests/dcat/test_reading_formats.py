"""Documents from outside, in any format: told apart by their content, refused with a sentence, and never in the way."""

import io
import json
import time

import pyoxigraph
import pytest

from dcat.profile import DCAT_AP_SE
from dcat.reader import MOST_BYTES, UnreadableDocument, read_capped, read_document, statements_of
from dcat.reader.unkept import Why
from dcat.writer import document_end, document_start, render
from tests.dcat.nodes import DATASET, dataset

PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . "


def rdfxml(body: str) -> bytes:
    return (document_start() + body + document_end()).encode()


def turtle(body: str) -> bytes:
    return (PREFIXES + body).encode()


def refusal_of(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        statements_of(data)
    return refused.value


def in_every_format(node) -> dict[str, bytes]:
    piece = render(node, DCAT_AP_SE)
    lines = (piece.ntriples + "".join(each.ntriples for each in piece.documents)).encode()
    triples = [q.triple for q in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    documents = "".join(each.rdfxml for each in piece.documents)
    return {
        "RDF/XML": rdfxml(piece.rdfxml + documents),
        "N-Triples": lines,
        "Turtle": pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE),
        "JSON-LD": pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.JSON_LD),
    }


@pytest.mark.parametrize("name", ["RDF/XML", "N-Triples", "Turtle", "JSON-LD"])
def test_the_same_description_comes_out_of_every_format(name):
    node = dataset()
    document = read_document(in_every_format(node)[name], DCAT_AP_SE)
    assert document.nodes == {DATASET: node}
    assert document.unkept == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rdfxml(""), "RDF/XML"),
        (b"\xef\xbb\xbf" + rdfxml(""), "RDF/XML"),
        (b'\n <!-- first --><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF/XML"),
        (b"# a comment\nPREFIX a: <http://a.se/> a:b a:c a:d .", "Turtle"),
        (b"<http://a.se/1> <http://a.se/p> <http://a.se/2> .", "Turtle"),
        (b"_:b <http://a.se/p> <http://a.se/2> .", "Turtle"),
        (b"[ <http://a.se/p> 1 ] .", "Turtle"),
        (b'{"@id": "http://a.se/1"}', "JSON-LD"),
        (b' [{"@id": "http://a.se/1"}]', "JSON-LD"),
    ],
)
def test_the_format_is_what_the_content_says(data, name):
    assert statements_of(data).format == name


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "unreadable", "tomt"),
        (b"  \n# only a comment\n", "unreadable", "tomt"),
        (b"<!DOCTYPE html><html><body>Logga in</body></html>", "unreadable", "webbsida"),
        (b"title,description\nBad,Var", "unreadable", "varken RDF/XML"),
        (b"%PDF-1.7", "unreadable", "varken RDF/XML"),
        ("<å/>".encode("utf-16"), "unreadable", "UTF-8"),
        (turtle('<http://a.se> dct:title "å" .').decode().encode("latin-1"), "unreadable", "UTF-8"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "dtd", "DTD"),
        (b'<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1/x"><x/>', "dtd", "DTD"),
        (rdfxml("<dcat:Dataset>"), "unreadable", "giltig XML"),
        (turtle("<http://a.se/1>\n a dcat:Dataset ;;; unknown:x 1 ."), "unreadable", "Turtle: något är fel på rad 2"),
        (b'{"@id": "http://a.se/1",\n "x" }', "unreadable", "JSON-LD: något är fel på rad 2"),
        (b'{"@context": "http://127.0.0.1:9/c", "@id": "http://a.se/1"}', "remote_context", "hämtar vi inte"),
        (b'{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "http:"}', "remote_context", "hämtar vi inte"),
        (b'{"@context": "file:///etc/passwd", "@id": "http://a.se/1"}', "remote_context", "hämtar vi inte"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(data, code, said):
    refused = refusal_of(data)
    assert (refused.code, said in refused.message.sv) == (code, True), refused.message.sv
    assert refused.message.en


def test_a_bad_address_does_not_stop_the_rest():
    good = "<https://a.se/1> a dcat:Dataset ; dct:title 'Bad'@sv ; dcat:landingPage <https://a.se/min sida> ."
    document = read_document(turtle(f"{good} <relative> a dcat:Dataset ; dct:title 'Utan'@sv ."), DCAT_AP_SE)
    assert document.nodes.keys() == {"https://a.se/1"}
    listed = {(each.record, each.value, each.why) for each in document.unkept}
    assert ("https://a.se/1", "https://a.se/min sida", Why.BAD_ADDRESS) in listed
    assert ("", "Utan", Why.BAD_ADDRESS) in listed


def test_a_bad_address_in_xml_does_not_stop_the_rest():
    document = read_document(
        rdfxml('<dcat:Dataset rdf:about="https://a.se/1"><dcat:landingPage rdf:resource="sida"/></dcat:Dataset>'),
        DCAT_AP_SE,
    )
    assert document.nodes.keys() == {"https://a.se/1"}
    assert [(each.record, each.value) for each in document.unkept] == [("https://a.se/1", "sida")]


@pytest.mark.parametrize(
    "data",
    [
        turtle("<http://a.se/1> dcat:theme " + "(" * 20_000 + ")" * 20_000 + " ."),
        turtle("<http://a.se/1> dct:relation " + "[ dct:relation " * 20_000 + "1" + "]" * 20_000 + "."),
        rdfxml("<dcat:Dataset><dcterms:relation>" * 5_000 + "</dcterms:relation></dcat:Dataset>" * 5_000),
        turtle(f"<http://a.se/1> a dcat:Dataset ; dct:title '''{'rad' + chr(10)}{'x' * 5_000_000}'''@sv ."),
        turtle(f'<http://a.se/1> a dcat:Dataset ; dct:title """{chr(10) * 500_000}"""@sv .'),
    ],
    ids=["lists", "blank nodes", "elements", "a long text", "line breaks"],
)  # fmt: skip
def test_deep_and_long_documents_do_no_harm(data):
    started = time.monotonic()
    read_document(data, DCAT_AP_SE)
    assert time.monotonic() - started < 30


def test_deep_json_is_refused_with_a_sentence():
    deep = b'{"http://a.se/p":' * 100_000 + b"1" + b"}" * 100_000
    assert "JSON-LD" in refusal_of(deep).message.sv


def test_what_takes_too_long_is_stopped():
    many = turtle("<http://a.se/1> dct:relation " + ",".join(map(str, range(2_000_000))) + " .")
    with pytest.raises(UnreadableDocument) as refused:
        statements_of(many, seconds=1)
    assert refused.value.code == "too_much"


def test_what_takes_too_much_memory_is_stopped():
    # A long prefix, used many times: a small document that says much.
    swelling = f"@prefix a: <http://a.se/{'x' * 100_000}> . a:s a:p " + ",".join(f"a:{n}" for n in range(20_000)) + " ."
    with pytest.raises(UnreadableDocument) as refused:
        statements_of(swelling.encode(), memory=600_000_000)
    assert refused.value.code == "too_much"


def test_what_is_too_large_is_refused_before_it_is_read_in_full():
    stream = io.BytesIO(b"x" * 2000)
    with pytest.raises(UnreadableDocument) as refused:
        read_capped(stream, most=1000)
    assert refused.value.code == "too_large"
    assert stream.tell() == 1001
    assert read_capped(io.BytesIO(b"x" * 1000), most=1000) == b"x" * 1000
    assert refusal_of(b" " * (MOST_BYTES + 1)).code == "too_large"


def test_the_parsing_process_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hemlig")
    seen = {}

    def look(command, **options):
        seen.update(options["env"])
        raise InterruptedError

    monkeypatch.setattr("dcat.reader.foreign.subprocess.run", look)
    with pytest.raises(InterruptedError):
        statements_of(b"{}")
    assert seen.keys() == {"PYTHONPATH"}


def test_a_statement_about_a_statement_is_listed():
    document = read_document(
        turtle("<http://a.se/1> a dcat:Dataset ; dct:source <<( <http://a.se/1> dct:title 'x' )>> ."), DCAT_AP_SE
    )
    assert [each.why for each in document.unkept] == [Why.BAD_ADDRESS]


def test_named_graphs_are_read_as_one():
    data = {
        "@id": "http://a.se/graph",
        "@graph": [{"@id": "http://a.se/1", "@type": "http://www.w3.org/ns/dcat#Dataset"}],
    }
    assert read_document(json.dumps(data).encode(), DCAT_AP_SE).nodes.keys() == {"http://a.se/1"}
