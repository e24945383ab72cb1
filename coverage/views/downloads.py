"""Tables sent as files."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from catalog.spreadsheets import CSV, XLSX, Row, csv_of, workbook_of


def download(name: str, suffix: str, sheets: Iterable[tuple[str, list[Row]]]) -> HttpResponse:
    """The sheets as a workbook, or one after another in a CSV file; Http404 for any other suffix."""
    sheets = list(sheets)
    if suffix == "xlsx":
        response = HttpResponse(workbook_of(sheets), content_type=XLSX)
    elif suffix == "csv":
        rows = sheets[0][1] if len(sheets) == 1 else [row for title, own in sheets for row in ([title], *own, [])]
        response = HttpResponse(csv_of(rows), content_type=CSV)
    else:
        raise Http404
    file_name = f"{slugify(name)}-{timezone.localdate():%Y-%m-%d}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response
