"""What pages say of files: which one a distribution has, what was filled in from it, the first rows of its table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.files.advice import advice_in_words, format_in_words
from catalog.models import DataFile, Distribution, Release
from catalog.services.files import values_from
from dcat.profile import DCAT_AP_SE

_IN_FORM = ("download_url", "access_url", "format", "byte_size", "checksum", "modified")


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A value that came from the file, and whether the working copy still has it."""

    name: str
    label: str
    value: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of a file as a page shows them, with what is advised."""

    columns: list[str]
    rows: list[list[str]]
    has_more_rows: bool
    has_more_columns: bool
    written_as: str
    advice: list[str]


def file_of(distribution: Distribution) -> DataFile | None:
    """The distribution's file, with its versions in the working copy and in force."""
    files = DataFile.objects.kept().select_related("latest__uploaded_by", "served", "dataset__organisation")
    return files.filter(distribution=distribution).exclude(latest=None).first()


def filled_in(file: DataFile, distribution: Distribution) -> list[FilledIn]:
    """What the latest version says of itself, in the order of the form."""
    language = get_language() or "sv"
    values = values_from(file, file.latest, distribution)
    return [
        FilledIn(name, DCAT_AP_SE["Distribution"][name].label.in_language(language), *_said(name, value, distribution))
        for name in _IN_FORM
        if (value := values.get(name)) is not None
    ]


def _said(name: str, value, distribution: Distribution) -> tuple[str, bool]:
    saved = getattr(distribution, name)
    if name == "download_url":
        return value[0], value[0] in saved
    if name == "checksum":
        own = value[0]["checksum_value"]
        return own, any(each.get("checksum_value") == own for each in saved)
    return str(value), saved == value


def mark_filled(form, filled: Iterable[FilledIn]) -> None:
    """Say at the fields of a distribution's form what was filled in from its file."""
    for each in filled:
        field = form.fields.get(each.name)
        if field is not None and each.is_kept:
            field.help_text = format_html("{} <strong>{}</strong>", field.help_text, _("Ifyllt från filen."))


def table_of(preview: dict) -> Table | None:
    """A kept preview (``catalog.files.tables``) for a page; None where there is nothing to show."""
    if not preview.get("columns"):
        return None
    return Table(
        columns=preview["columns"],
        rows=preview["rows"],
        has_more_rows=preview["more_rows"],
        has_more_columns=preview["more_columns"],
        written_as=format_in_words(preview),
        advice=advice_in_words(preview),
    )


def served_tables(release: Release) -> dict[str, Table]:
    """The tables of the files that a dataset's release leads to, by the UUID of their distribution. One query."""
    files = DataFile.objects.kept().filter(dataset=release.record_id).exclude(served=None).select_related("served")
    shown = [each for each in files if each.served.may_be_served]
    tables = {str(file.distribution_uuid): table_of(file.served.preview) for file in shown}
    return {key: table for key, table in tables.items() if table is not None}
