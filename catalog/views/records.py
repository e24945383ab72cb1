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
from catalog.forms.sections import ALL
from catalog.models import Record
from catalog.places import findings_by_field
from catalog.services.save import StaleEdit, create_record, discard_draft, save_record
from catalog.views.access import record_for, refuse_the_publisher_and_catalogue, refuse_without_list
from catalog.views.by_itself import is_by_itself, refused_by_itself, saved_by_itself, stale_by_itself
from catalog.views.held import signed_in, take_held
from catalog.views.in_place import added, address_of_new, auto_id_of, back_with, is_panel, panel
from catalog.views.mend import mend_what_was_pressed
from catalog.views.rows import wants_other_rows, with_other_rows
from catalog.views.stale import stale_page
from dcat.profile.model import Step
from organisations.permissions import Action, organisation_for


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_create(request: HttpRequest, slug: str, class_name: str) -> HttpResponse:
    """A new working copy."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    refuse_without_list(class_name)
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for(class_name)(data, organisation=organisation, auto_id=auto_id_of(request))
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        try:
            record = create_record(
                request.user,
                organisation=organisation,
                class_name=class_name,
                values=form.values(),
                creation_token=form.cleaned_data["creation_token"] or form.initial["creation_token"],
            )
        except StaleEdit as stale:
            return _stale(request, form, stale.current, page=edit_address(stale.current, slug))
        return saved(request, record, form, is_new=True)
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
            return _stale(request, form, stale.current)
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


def saved(request: HttpRequest, record: Record, form: DescriptionForm, *, is_new: bool = False) -> HttpResponse:
    """Says what was saved and mended, and goes where the pressed button leads."""
    if is_by_itself(request):
        return saved_by_itself(request, form, record, is_new=is_new)
    if is_panel(request):
        return added(record)
    for sentence in form.mended():
        messages.info(request, sentence)
    messages.success(request, _("Utkastet är sparat. Det som är publicerat har inte ändrats."))
    slug = record.organisation.slug
    if "to_mend" in request.POST:
        return mend_what_was_pressed(request, record, edit_address(record, slug))
    if "to_publication" in request.POST:
        return redirect("record_publish", slug=slug, class_name=record.class_name, identifier=record.uuid)
    if "to_new_distribution" in request.POST and record.class_name == Record.ClassName.DATASET:
        return redirect("distribution_create", slug=slug, identifier=record.uuid)
    if address := address_of_new(record, form, request.POST.get("to_new", "")):
        return redirect(address)
    back = back_with(request, record) if is_new else None
    return back or redirect(edit_address(record, slug, request.POST.get("to_step") or request.POST.get("step", "")))


def edit_address(record: Record, slug: str, step: str = "") -> str:
    """The page of the working copy, at one of its steps."""
    address = reverse("record_edit", args=[slug, record.class_name, record.uuid])
    if step == ALL:
        return f"{address}?steg={ALL}"
    return f"{address}?steg={step}#steg-{step}" if step in list(Step) else address


def record_page(request, organisation, class_name: str, form, record: Record | None = None) -> HttpResponse:
    """The page with the form, and with what is wrong with what is saved."""
    if wants_other_rows(request):
        form = with_other_rows(request, form)
    elif is_by_itself(request):
        return refused_by_itself(form)
    form.current_step = request.POST.get("step") or request.GET.get("steg", "")
    status = 422 if form.is_bound and request.method == "POST" and not wants_other_rows(request) else 200
    if is_panel(request):
        return panel(request, form, title=str(Record.ClassName(class_name).label), status=status)
    loaded = load_for_describing(class_name, [record.pk])[0] if record else None
    findings = findings_for(loaded) if loaded else []
    form.findings = findings_by_field(findings, loaded) if loaded else {}
    context = {
        "organisation": organisation,
        "class_name": class_name,
        "form": form,
        "record": record,
        "loaded": loaded,
        "findings": findings,
        "distributions": loaded.distributions.all() if class_name == Record.ClassName.DATASET and loaded else [],
    }
    return render(request, "catalog/record_edit.html", context, status=status)


def _stale(request: HttpRequest, form: DescriptionForm, current: Record, *, page: str = "") -> HttpResponse:
    if is_by_itself(request) or is_panel(request):
        return stale_by_itself(request, current)
    return stale_page(request, form, current, page=page)


def list_address(slug: str, class_name: str) -> str:
    """The list that the record stands in."""
    if class_name == Record.ClassName.DATASET:
        return reverse("workspace_organisation", args=[slug])
    return reverse("record_list", args=[slug, class_name])
