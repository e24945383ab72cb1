"""What several pages about feeds show in the same way: findings with their records, and differences."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from catalog.models import Record
from catalog.paths import PAGES
from dcat.finding import Finding
from dcat.texts import in_language
from harvesting.difference import Line, Told, counts, told
from harvesting.models import Snapshot
from harvesting.state import records_by_iri
from organisations.models import Organisation

_ON_A_PAGE = 50


def explained(
    organisation: Organisation, findings: Sequence[Finding], may_read: bool
) -> list[tuple[Finding, str, str]]:
    """Each finding with the name of its record and the address where it is mended, as far as they are known."""
    records = records_by_iri(organisation, [each.iri for each in findings]) if findings else {}
    return [(each, *_named(each, records.get(each.iri), organisation.slug, may_read)) for each in findings]


def shown_difference(
    request: HttpRequest, organisation: Organisation, lines: Sequence[Line], newer: Snapshot | None, may_read: bool
) -> dict:
    """What templates/harvesting/difference.html takes: one page of the lines."""
    page = Paginator(lines, _ON_A_PAGE).get_page(request.GET.get("sida"))
    rows = told(page.object_list, newer)
    addresses = (_address(each, organisation.slug, may_read) for each in rows)
    return {"counts": counts(lines), "page": page, "rows": list(zip(rows, addresses, strict=True))}


def _address(row: Told, slug: str, may_read: bool) -> str:
    return address_of_record(row.release.record, slug, may_read)


def address_of_record(record: Record, slug: str, may_read: bool) -> str:
    """The working copy for who may read it, else the public page if there is one, else nothing."""
    if may_read:
        return reverse("record_edit", args=[slug, record.class_name, record.uuid])
    release = record.current_release
    if record.class_name in PAGES and release is not None and not release.is_internal:
        return reverse(PAGES[record.class_name], args=[slug, record.uuid])
    return ""


def _named(finding: Finding, record: Record | None, slug: str, may_read: bool) -> tuple[str, str]:
    if record is None or record.current_release is None:
        return "", ""
    name = in_language(record.current_release.title, get_language())
    if not may_read:
        return name, ""
    anchor = f"#id_{finding.field}" if finding.field and finding.class_name == record.class_name else ""
    return name, reverse("record_edit", args=[slug, record.class_name, record.uuid]) + anchor
