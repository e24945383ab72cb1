"""manage.py check_catalogue: what is wrong in any catalogue, in plain Swedish or English.

Ends with 0 when there is no error, 1 when there is, and 2 when there is nothing that can be read.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dcat.bilingual import Bilingual
from dcat.finding import Severity
from dcat.profile import DCAT_AP_SE
from dcat.reader import UnreadableDocument, read_capped
from dcat.validation import RecordReport, Report, validate
from harvesting.store import Pointer
from harvesting.swap import feed_store

_HAS_ERRORS = 1
_UNREADABLE = 2
_LONGEST_VALUE = 80


class Command(BaseCommand):
    """See the module."""

    help = "Validates a catalogue: a file in RDF/XML, Turtle, N-Triples or JSON-LD, or the feed of an organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("catalogue", help="a file, or an organisation's address part")
        parser.add_argument("--language", choices=("sv", "en"), default="sv", help="the language of the findings")

    def handle(self, *args, catalogue: str, language: str, **options) -> None:
        try:
            report = validate(_read(catalogue, language), DCAT_AP_SE)
        except UnreadableDocument as error:
            raise CommandError(error.message.in_language(language), returncode=_UNREADABLE) from error
        for line in _lines(report, language):
            self.stdout.write(_printable(line))
        if report.errors:
            raise SystemExit(_HAS_ERRORS)


def _read(catalogue: str, language: str) -> bytes:
    """The bytes of a file, or of what an organisation's address answers with now."""
    path = Path(catalogue)
    if not path.is_file():
        pointer = feed_store().read(catalogue)
        if not isinstance(pointer, Pointer):
            raise CommandError(_NOTHING_THERE.in_language(language).format(catalogue), returncode=_UNREADABLE)
        path = feed_store().path(pointer.plain)
    try:
        with path.open("rb") as stream:
            return read_capped(stream)
    except OSError as error:
        message = _NOT_OPENED.in_language(language).format(catalogue, error.strerror)
        raise CommandError(message, returncode=_UNREADABLE) from error


def _lines(report: Report, language: str) -> Iterator[str]:
    for record in report.records:
        yield from _record_lines(record, language)
        yield ""
    counts = (report.format, report.described, report.errors, report.advice, report.unkept)
    yield _SUMMARY.in_language(language).format(*counts)


def _record_lines(record: RecordReport, language: str) -> Iterator[str]:
    name = record.title or (record.iri and _UNTITLED.in_language(language)) or _NO_RECORD.in_language(language)
    yield f"{name}  <{record.iri}>" if record.iri else name
    for finding in record.findings:
        word = (_ERROR if finding.severity is Severity.ERROR else _ADVICE).in_language(language)
        yield f"  {word}: {finding.message.in_language(language)}"
    for unkept in record.unkept:
        value = unkept.value if len(unkept.value) <= _LONGEST_VALUE else unkept.value[:_LONGEST_VALUE] + "…"
        about = "" if unkept.subject == record.iri else f" ({unkept.subject})"
        yield f"  {_UNKEPT.in_language(language)}: {unkept.predicate} ”{value}”{about}"
        yield f"    {unkept.reason.in_language(language)}"


def _printable(line: str) -> str:
    """Without the line breaks and control characters of somebody else's text, which a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in line)


_ERROR = Bilingual("Fel", "Error")
_ADVICE = Bilingual("Råd", "Advice")
_UNKEPT = Bilingual("Behålls inte", "Not kept")
_UNTITLED = Bilingual("(utan namn)", "(without a name)")
_NO_RECORD = Bilingual("Hela dokumentet", "The whole document")
_SUMMARY = Bilingual(
    "{}: {} poster. Fel: {}. Råd: {}. Uppgifter som inte kan behållas: {}.",
    "{}: {} records. Errors: {}. Advice: {}. Statements that can't be kept: {}.",
)
_NOTHING_THERE = Bilingual(
    "{} är varken en fil eller adressdelen för en organisation med en publicerad katalog.",
    "{} is neither a file nor the address part of an organisation with a published catalogue.",
)
_NOT_OPENED = Bilingual("{} går inte att öppna: {}", "{} can't be opened: {}")
