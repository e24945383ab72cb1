"""The first rows of CSV and Excel files, as text, however they were written."""

import io
import json
import time

import pytest

from catalog.files import workbook as workbook_module
from catalog.files.advice import advice_in_words
from catalog.files.examining import examine
from catalog.files.refusal import Refused
from catalog.files.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, preview_of_text
from catalog.files.workbook import preview_of_workbook
from tests.catalog.sample_files import workbook

pytestmark = pytest.mark.any_database


def table(text: str | bytes, name: str = "a.csv") -> dict:
    content = text.encode() if isinstance(text, str) else text
    return examine(io.BytesIO(content), name).preview


def sheet(rows: str, **parts) -> dict:
    return preview_of_workbook(io.BytesIO(workbook(rows, **parts)))


def codes(preview: dict) -> list[str]:
    assert len(advice_in_words(preview)) == len(preview["advice"])
    return [code for code, _values in preview["advice"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_recognised(delimiter):
    found = table(f"namn{delimiter}antal\nSjön{delimiter}1\nÅn{delimiter}2\n")

    assert (found["delimiter"], found["columns"], found["rows"][1]) == (delimiter, ["namn", "antal"], ["Ån", "2"])


def test_decimal_commas_are_no_delimiters():
    found = table("namn;djup;yta\nSjön;1,5;2,5\nÅn;2,5;3,5\n")

    assert found["columns"] == ["namn", "djup", "yta"]
    assert codes(found) == ["decimal_comma"]


def test_quoted_cells_hold_delimiters_and_lines():
    found = table('namn;om\n"Sjön; den stora";"två\nrader"\n')

    assert found["rows"] == [["Sjön; den stora", "två rader"]]
    assert codes(found) == []


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_other_encodings_are_read_and_advised_against(encoding):
    found = table("ö;ä\nÅ;1\n".encode(encoding))

    assert (found["columns"], found["rows"], codes(found)) == (["ö", "ä"], [["Å", "1"]], ["not_utf8"])
    assert "UTF-8" in advice_in_words(found)[0]


def test_what_is_odd_is_said_with_its_place():
    found = table("a;;a\n1;2;3\n1;2\n=1+1;2;3\n")

    assert codes(found) == ["mixed_columns", "empty_header", "same_header", "looks_like_formula"]
    assert "Rad 3 har 2 kolumner" in advice_in_words(found)[0]
    assert "Kolumn 2" in advice_in_words(found)[1]
    assert found["rows"][2] == ["=1+1", "2", "3"]


def test_one_column_is_advised_against():
    assert codes(table("a b\n1 2\n3 4\n")) == ["one_column"]


def test_what_is_shown_is_small_however_large_the_file():
    wide = ";".join(f"k{number}" for number in range(500))
    text = "\n".join([wide, *(";".join(["x" * 500] * 500) for _ in range(3)), *([wide] * 5000)])

    began = time.monotonic()
    found = table(text)

    assert time.monotonic() - began < 5
    assert (len(found["columns"]), len(found["rows"])) == (MOST_COLUMNS, MOST_ROWS)
    assert found["more_rows"] and found["more_columns"]
    assert max(len(cell) for row in found["rows"] for cell in row) == LONGEST_CELL
    assert len(json.dumps(found)) < 200_000


def test_a_single_endless_line_is_cut():
    found = preview_of_text(io.BytesIO(b"a" * 10_000_000), "utf-8")

    assert len(json.dumps(found)) < 10_000


def test_invisible_characters_are_not_shown():
    assert table("a;b\nx\u202ey\x07;\u200bz\n")["rows"] == [["x y", "z"]]


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="171" formatCode="0&quot;dygn&quot;"/>'
    '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
)


def test_cells_of_a_workbook_are_shown_as_they_were_saved():
    found = sheet(
        '<row><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="D1" t="str"><v>slut</v></c></row>'
        '<row><c r="A2"><v>0.10000000000000001</v></c><c r="B2" s="2"><v>45000</v></c><c r="C2" t="b"><v>1</v></c>'
        '<c r="D2" s="3"><v>7</v></c></row>'
        '<row><c s="1"><v>45000.5</v></c><c t="e"><v>#DIV/0!</v></c></row>',
        strings="<si><t>dag</t></si><si><r><t>dju</t></r><r><t>p</t></r><rPh><t>nej</t></rPh></si><si><t>x</t></si>",
        styles=STYLES,
    )

    assert found["sheet"] == "Sjöar"
    assert found["columns"] == ["djup", "dag", "", "slut"]
    assert found["rows"] == [["0.1", "2023-03-15", "SANT", "7"], ["2023-03-15 12:00", "#DIV/0!", "", ""]]
    assert codes(found) == ["empty_header"]


def test_formulas_are_never_evaluated():
    found = sheet(
        '<row><c t="str"><v>summa</v></c><c t="str"><v>utan värde</v></c></row>'
        '<row><c><f>SUM(A1:A9)</f><v>3</v></c><c><f>HYPERLINK("http://ont.example")</f></c></row>'
    )

    assert found["rows"] == [["3", ""]]
    assert codes(found) == ["formulas"]
    assert "ont.example" not in json.dumps(found)


def test_merged_cells_are_noticed_behind_many_rows():
    rows = '<row><c t="str"><v>a</v></c></row>' + "".join(
        f"<row><c><v>{number * 7919 % 100_003}</v></c><c><v>{number * 104_729 % 99_991}</v></c></row>"
        for number in range(2000)
    )

    found = sheet(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')

    assert "merged_cells" in codes(found)
    assert len(found["rows"]) == MOST_ROWS and found["more_rows"]


HOSTILE = {
    "a DTD": {"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "lol">]><worksheet>&b;</worksheet>'},
    "no sheet": {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
    "a sheet elsewhere": {
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="../../../etc/worksheets/passwd"/>'
        "</Relationships>"
    },
    "XML that is cut off": {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"},
    "a cell outside rows": {"xl/worksheets/sheet1.xml": '<worksheet><c r="A1"><v>1</v></c></worksheet>'},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_workbooks_are_refused(case):
    with pytest.raises(Refused):
        sheet("<row/>", **HOSTILE[case])


def test_cells_at_impossible_places_take_no_room():
    found = sheet(
        '<row r="1048576"><c r="XFD1" t="str"><v>långt bort</v></c><c r="A1" t="s"><v>99999999</v></c></row>'
        '<row><c r="ZZZ9" s="-1"><v>1e400</v></c><c r="B2" s="1"><v>1e300</v></c></row>',
        styles=STYLES,
    )

    assert len(found["columns"]) <= MOST_COLUMNS


def test_a_workbook_gets_no_more_time_than_it_is_worth(monkeypatch):
    monkeypatch.setattr(workbook_module, "SECONDS", -1.0)
    rows = "".join(f"<row><c><v>{number * 7919 % 100_003}</v></c></row>" for number in range(20_000))

    found = sheet(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')

    assert len(found["rows"]) == MOST_ROWS
    assert "merged_cells" not in codes(found), "it was read to the end"
