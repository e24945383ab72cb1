"""Writing working copies. Nothing here is seen outside the organisation."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.describe import load_for_describing
from catalog.findings import findings_for
from catalog.forms.description import DescriptionForm, form_for
from catalog.models import Record
from catalog.services.save import StaleEdit, create_record, discard_draft, save_record
from catalog.views.access import record_for, refuse_the_publisher_and_catalogue, refuse_without_list
from catalog.views.held import signed_in, take_held
from catalog.views.rows import wants_other_rows, with_other_rows
from catalog.views.stale import stale_page
from organisations.permissions import Action, may, organisation_for


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_create(request: HttpRequest, slug: str, class_name: str) -> HttpResponse:
    """A new working copy."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    refuse_without_list(class_name)
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for(class_name)(data, organisation=organisation)
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        record = create_record(
            request.user,
            organisation=organisation,
            class_name=class_name,
            values=form.values(),
            creation_token=form.cleaned_data["creation_token"] or form.initial["creation_token"],
        )
        return saved(request, record, form)
    return record_page(request, organisation, class_name, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_edit(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """The working copy of a record."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for(class_name)(data, organisation=record.organisation, thing=record)
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        try:
            record = save_record(
                request.user,
                record=record,
                values=form.values(),
                edit_number=form.cleaned_data["edit_number"] or 0,
            )
        except StaleEdit as stale:
            return stale_page(request, form, stale.current)
        return saved(request, record, form)
    return record_page(request, record.organisation, class_name, form, record)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_discard(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Throw a draft away, after a question."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    refuse_the_publisher_and_catalogue(record)
    if request.method == "POST":
        try:
            discarded = discard_draft(request.user, record=record)
        except ProtectedError:
            messages.error(request, _("Utkastet används av en datamängd. Ta bort det där först."))
            return redirect("record_edit", slug=slug, class_name=class_name, identifier=identifier)
        if discarded:
            messages.success(request, _("Utkastet är borttaget."))
            return redirect(list_address(slug, class_name))
        messages.error(request, _("Det här har varit publicerat och kan inte tas bort. Dra tillbaka det i stället."))
        return redirect("record_edit", slug=slug, class_name=class_name, identifier=identifier)
    return render(request, "catalog/record_discard.html", {"record": record, "organisation": record.organisation})


def saved(request: HttpRequest, record: Record, form: DescriptionForm) -> HttpResponse:
    """Says what was saved and mended, and goes where the pressed button leads."""
    for sentence in form.mended():
        messages.info(request, sentence)
    messages.success(request, _("Utkastet är sparat. Det som är publicerat har inte ändrats."))
    place = {"slug": record.organisation.slug, "class_name": record.class_name, "identifier": record.uuid}
    if "to_publication" in request.POST:
        return redirect("record_publish", **place)
    if "to_new_contact" in request.POST:
        address = reverse("record_create", args=[place["slug"], Record.ClassName.CONTACT_POINT])
        return redirect(f"{address}?till={record.uuid}")
    if "to_new_distribution" in request.POST:
        return redirect("distribution_create", slug=place["slug"], identifier=record.uuid)
    return redirect("record_edit", **place)


def record_page(request, organisation, class_name: str, form, record: Record | None = None) -> HttpResponse:
    """The page with the form, and with what is wrong with what is saved."""
    if wants_other_rows(request):
        form = with_other_rows(request, form)
    loaded = load_for_describing(class_name, [record.pk])[0] if record else None
    context = {
        "organisation": organisation,
        "class_name": class_name,
        "form": form,
        "record": record,
        "loaded": loaded,
        "findings": findings_for(loaded) if loaded else [],
        "distributions": loaded.distributions.all() if class_name == Record.ClassName.DATASET and loaded else [],
        "may_publish": may(
            request.user, Action.PUBLISH, organisation, author_id=record.changed_by_id if record else None
        ),
    }
    status = 422 if form.is_bound and request.method == "POST" and not wants_other_rows(request) else 200
    return render(request, "catalog/record_edit.html", context, status=status)


def list_address(slug: str, class_name: str) -> str:
    """The list that the record stands in."""
    if class_name == Record.ClassName.DATASET:
        return reverse("workspace_organisation", args=[slug])
    return reverse("record_list", args=[slug, class_name])
