"""Buttons in a form that change its rows and save nothing: one more row, or one that is filled in already."""

import re

from django.http import HttpRequest, QueryDict

from catalog.forms.description import DescriptionForm

_MOST_ROWS = 200
_MORE, _OWN_AREA = "more_rows", "own_area"


def wants_other_rows(request: HttpRequest) -> bool:
    """Whether a button was pressed that only changes the rows of the form."""
    return request.method == "POST" and (_MORE in request.POST or _OWN_AREA in request.POST)


def with_other_rows(request: HttpRequest, form: DescriptionForm) -> DescriptionForm:
    """The same form with what was typed, and the row that was asked for."""
    data = request.POST.copy()
    name = data.get(_OWN_AREA) or data.get(_MORE, "")
    number = _with_one_more(data, name) if name in form.formsets else None
    area = form.organisation.area
    if number is not None and _OWN_AREA in data and area:
        for side, degrees in area.items():
            data[f"{name}-{number}-bbox-{side}"] = str(degrees)
    return type(form)(data, organisation=form.organisation, thing=form.thing, auto_id=form.auto_id)


def _with_one_more(data: QueryDict, name: str) -> int | None:
    """Count one row more, and return its number; None where the count is no number."""
    count = f"{name}-TOTAL_FORMS"
    if not re.fullmatch("[0-9]{1,6}", data.get(count, "")):
        return None
    number = min(int(data[count]), _MOST_ROWS - 1)
    data[count] = str(number + 1)
    return number
