"""Adding a record from within another one's form: in a panel of the same page, or by way of a page of its own.

A panel is asked for by static/js/panels.js with a header; its form is the one of the record's own page. Without the
script the address of the page carries where to go back to: ``?till=<owner>&falt=<field>``, for a distribution also
``&distribution=<distribution>``.
"""

import re
import uuid
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalog.forms.description import DescriptionForm, form_for
from catalog.forms.relations import name_of
from catalog.models import Distribution, Record
from catalog.services.connect import connect
from catalog.views.access import distribution_for, record_for
from organisations.permissions import Action

_HEADER = "X-Panel"


def is_panel(request: HttpRequest) -> bool:
    """Whether the form is to stand within another page."""
    return re.fullmatch("panel[0-9]", request.headers.get(_HEADER, "")) is not None


def auto_id_of(request: HttpRequest) -> str:
    """How the controls of the form are called: in a panel otherwise than on the page around it."""
    return f"{request.headers[_HEADER]}_%s" if is_panel(request) else "id_%s"


def panel(request: HttpRequest, form: DescriptionForm, *, title: str, status: int = HTTPStatus.OK) -> HttpResponse:
    """The form without a page around it."""
    context = {"form": form, "title": title, "panel": request.headers[_HEADER], "organisation": form.organisation}
    return render(request, "catalog/panel.html", context, status=status)


def added(record: Record) -> JsonResponse:
    """What the field of the page is to choose."""
    return JsonResponse({"value": str(record.pk), "label": name_of(record)})


def address_of_new(owner: Record | Distribution, form: DescriptionForm, field: str) -> str | None:
    """The page where a record for the field is written; None where the field takes none that is written so."""
    class_name = getattr(form.fields.get(field), "creates", None)
    if class_name is None:
        return None
    record = owner.dataset if isinstance(owner, Distribution) else owner
    back = {"till": record.uuid, "falt": field}
    if isinstance(owner, Distribution):
        back["distribution"] = owner.uuid
    return f"{reverse('record_create', args=[form.organisation.slug, class_name])}?{urlencode(back)}"


def back_with(request: HttpRequest, record: Record) -> HttpResponse | None:
    """Let what the record was written for name it, and go back there; None when it was written for its own sake."""
    owner = _owner(request, record.organisation.slug)
    field = request.GET.get("falt", "")
    if owner is None:
        return None
    class_name = "Distribution" if isinstance(owner, Distribution) else owner.class_name
    if getattr(form_for(class_name).base_fields.get(field), "creates", None) != record.class_name:
        return None
    connect(request.user, owner=owner, field=field, record=record)
    return redirect(f"{_page_of(owner, record.organisation.slug)}#id_{field}")


def _owner(request: HttpRequest, slug: str) -> Record | Distribution | None:
    try:
        wanted = uuid.UUID(request.GET.get("till", ""))
        part = uuid.UUID(request.GET["distribution"]) if "distribution" in request.GET else None
    except ValueError:
        return None
    found = Record.objects.filter(uuid=wanted, organisation__slug=slug).first()
    if found is None:
        return None
    try:
        if part is not None:
            return distribution_for(request.user, slug, wanted, part, Action.EDIT)
        return record_for(request.user, slug, found.class_name, wanted, Action.EDIT)
    except Http404:
        return None


def _page_of(owner: Record | Distribution, slug: str) -> str:
    if isinstance(owner, Distribution):
        return reverse("distribution_edit", args=[slug, owner.dataset.uuid, owner.uuid])
    return reverse("record_edit", args=[slug, owner.class_name, owner.uuid])
