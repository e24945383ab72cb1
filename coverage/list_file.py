"""A file with the recommended list, checked row by row."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.forms.recommended import RecommendedForm
from catalog.models import RecommendedDataset
from catalog.recommended_columns import COLUMNS, cells_of
from catalog.spreadsheets import Row, Unreadable, rows_of


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a file, whole or with the sentences that say what has to be mended."""

    rows: list[dict[str, str]]
    faults: list[str]


def read_list(handle, name: str) -> Read:
    """Every row checked as if it had been typed. Raises Unreadable where there is no table of these columns."""
    table = [row for row in enumerate(rows_of(handle, name), 1) if any(cell.strip() for cell in row[1])]
    if not table:
        raise Unreadable(_("Filen är tom."))
    heads = [cell.strip() for cell in table[0][1]]
    while heads and not heads[-1]:
        heads.pop()
    _check_heads(heads)
    present = {each.key: cells_of(each) for each in RecommendedDataset.objects.all()}
    rows, faults, seen = [], [], {}
    for number, cells in table[1:]:
        given = dict(zip(heads, [cell.strip() for cell in cells] + [""] * len(heads), strict=False))
        known = present.get(given.get("key", ""), {})
        form = RecommendedForm(known | given)
        if not form.is_valid():
            faults += [_fault(number, column, each) for column, sentences in form.errors.items() for each in sentences]
            continue
        row = form.cells
        if row["key"] in present:  # what the file doesn't speak of stays
            row = {name: row[name] for name in {"key", *heads}}
        if row["key"] in seen:
            values = {"key": row["key"], "first": seen[row["key"]]}
            faults.append(_fault(number, "key", _("%(key)s står redan på rad %(first)s. Ta bort den ena.") % values))
        seen[row["key"]] = number
        rows.append(row)
    return Read(rows, faults)


def list_rows() -> list[Row]:
    """The list as a file has it, names of the columns first."""
    cells = [cells_of(each) for each in RecommendedDataset.objects.in_force()]
    return [list(COLUMNS), *([row[name] for name in COLUMNS] for row in cells)]


def _check_heads(heads: list[str]) -> None:
    if unknown := [head for head in heads if head not in COLUMNS]:
        values = {"name": unknown[0][:50], "names": ", ".join(COLUMNS)}
        raise Unreadable(_("Kolumnen ”%(name)s” känns inte igen. Kolumnerna heter: %(names)s.") % values)
    if "key" not in heads:
        raise Unreadable(
            _("Kolumnen key saknas. Den säger vilken rad i listan som är vilken; hämta listan och utgå därifrån.")
        )
    if twice := [head for head in heads if heads.count(head) > 1]:
        raise Unreadable(_("Kolumnen %(name)s finns två gånger. Ta bort den ena.") % {"name": twice[0]})


def _fault(number: int, column: str, sentence: str) -> str:
    return _("Rad %(row)s, kolumn %(column)s: %(sentence)s") % {"row": number, "column": column, "sentence": sentence}
