"""The workspace: the organisations that a person works with, and what is described in each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.forms.bulk import kinds_for
from catalog.forms.record_filter import RecordFilter
from catalog.models import Agent, BulkAction, Catalog, Record
from catalog.services.catalogue import ensure_catalogue
from catalog.views.access import refuse_without_list
from catalog.views.held import signed_in
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for, organisations_of

PAGE_SIZE = 50


@require_safe
@signed_in
def workspace(request: HttpRequest) -> HttpResponse:
    """The organisations to choose among; straight in where there is one only."""
    organisations = list(organisations_of(request.user))
    if len(organisations) == 1:
        return redirect("dashboard", slug=organisations[0].slug)
    return render(request, "catalog/workspace.html", {"organisations": organisations})


@require_safe
@signed_in
def workspace_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's datasets and their states."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    return _list(request, organisation, Record.ClassName.DATASET)


@require_safe
@signed_in
def record_list(request: HttpRequest, slug: str, class_name: str) -> HttpResponse:
    """The organisation's records of one class."""
    organisation = organisation_for(request.user, slug, Action.READ_DRAFTS)
    refuse_without_list(class_name)
    return _list(request, organisation, class_name)


@require_safe
@signed_in
def own_catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """Leads to the organisation's catalogue."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    ensure_catalogue(organisation)
    catalogue = get_object_or_404(Catalog, owner=organisation)
    return redirect("record_edit", slug=slug, class_name=catalogue.class_name, identifier=catalogue.uuid)


@require_safe
@signed_in
def own_publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """Leads to the organisation as publisher; to the settings as long as its number is not confirmed."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    ensure_catalogue(organisation)
    publisher = Agent.objects.filter(publisher_of=organisation).first()
    if publisher is None:
        return render(request, "catalog/number_unconfirmed.html", {"organisation": organisation})
    return redirect("record_edit", slug=slug, class_name=publisher.class_name, identifier=publisher.uuid)


def _list(request: HttpRequest, organisation: Organisation, class_name: str) -> HttpResponse:
    records = Record.objects.of(organisation).filter(class_name=class_name)
    child = class_name.lower()  # as Record.described has it
    may_read = may(request.user, Action.READ_DRAFTS, organisation)
    wanted = RecordFilter(request.GET)
    records = wanted.of(records, may_read=may_read)
    page = Paginator(records.select_related("current_release", child).order_by("sort_key", "pk"), PAGE_SIZE).get_page(
        request.GET.get("sida")
    )
    rows = [(record, record.described) for record in page]
    context = {
        "organisation": organisation,
        "class_name": class_name,
        "page": page,
        "rows": rows,
        "may_edit": may(request.user, Action.EDIT, organisation),
        "may_read": may_read,
        "filter": wanted,
        "kinds": kinds_for(class_name),
        "unfinished": BulkAction.objects.unfinished(organisation, class_name),
        "may_manage": may(request.user, Action.MANAGE_MEMBERS, organisation),
    }
    return render(request, "catalog/record_list.html", context)
