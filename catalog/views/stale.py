"""Two people have edited the same thing: both versions side by side, and a choice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.forms.description import DescriptionForm
from catalog.forms.fields import here
from catalog.services.save import differences
from dcat.profile import DCAT_AP_SE


def stale_page(request: HttpRequest, form: DescriptionForm, current, *, page: str = "") -> HttpResponse:
    """What differs between what was typed and what somebody else saved, and the typed text to send again.

    ``page`` is where that is sent, when it is another address than this one.
    """
    typed = form.values()
    differing = [
        {"label": _label(form, name), "typed": _lines(typed[name]), "saved": _lines(saved)}
        for name, saved in differences(current, typed).items()
    ]
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "edit_number")
        for value in values
    ]
    context = {
        "form": form,
        "current": current,
        "differing": differing,
        "sent": sent,
        "page": page,
        "organisation": form.organisation,
    }
    return render(request, "catalog/stale.html", context, status=409)


def _label(form: DescriptionForm, name: str) -> str:
    node_class = DCAT_AP_SE[form.class_name]
    if name in form.fields:
        return form.fields[name].label
    return here(node_class[name].label)


def _lines(value) -> list[str]:
    """A column's value as lines that a person can compare."""
    if isinstance(value, dict):
        return [f"{code}: {', '.join(_lines(text))}" for code, text in value.items() if code != "key" and text]
    if isinstance(value, list):
        return [", ".join(_lines(each)) for each in value]
    return [str(value)] if value not in (None, "") else []
