"""Writing a dataset's distributions, each on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.describe import load_for_describing
from catalog.file_facts import file_of, filled_in, mark_filled, table_of
from catalog.findings import findings_for
from catalog.forms.description import DescriptionForm, form_for
from catalog.models import Dataset, Distribution, Record
from catalog.places import findings_by_field
from catalog.services.save import StaleEdit, remove_distribution, save_distribution
from catalog.views.access import distribution_for, record_for
from catalog.views.by_itself import (
    beside_the_form,
    is_by_itself,
    refused_by_itself,
    saved_by_itself,
    stale_by_itself,
)
from catalog.views.held import signed_in, take_held
from catalog.views.in_place import address_of_new, auto_id_of, is_panel, panel
from catalog.views.mend import mend_what_was_pressed
from catalog.views.rows import wants_other_rows, with_other_rows
from catalog.views.stale import stale_page
from dcat.profile import DCAT_AP_SE
from organisations.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def distribution_create(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """A new distribution of the dataset."""
    dataset = record_for(request.user, slug, Record.ClassName.DATASET, identifier, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for("Distribution")(data, organisation=dataset.organisation, auto_id=auto_id_of(request))
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        try:
            distribution = save_distribution(
                request.user,
                dataset=dataset,
                values=form.values(),
                creation_token=form.cleaned_data["creation_token"] or form.initial["creation_token"],
            )
        except StaleEdit as stale:
            return _stale(request, form, stale.current, page=_address_of(stale.current, dataset))
        return _saved(request, dataset, form, distribution)
    return _page(request, dataset, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def distribution_edit(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """The working copy of a distribution."""
    distribution = distribution_for(request.user, slug, dataset_id, identifier, Action.EDIT)
    dataset = distribution.dataset
    data = request.POST if request.method == "POST" else take_held(request)
    organisation = dataset.organisation
    form = form_for("Distribution")(data, organisation=organisation, thing=distribution, auto_id=auto_id_of(request))
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        try:
            distribution = save_distribution(
                request.user,
                dataset=dataset,
                distribution=distribution,
                values=form.values(),
                edit_number=form.cleaned_data["edit_number"] or 0,
            )
        except StaleEdit as stale:
            return _stale(request, form, stale.current)
        return _saved(request, dataset, form, distribution)
    return _page(request, dataset, form, distribution)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def distribution_remove(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """Take a distribution out of the working copy, after a question."""
    distribution = distribution_for(request.user, slug, dataset_id, identifier, Action.EDIT)
    dataset = distribution.dataset
    if request.method == "POST":
        remove_distribution(request.user, distribution=distribution)
        messages.success(
            request, _("Distributionen är borttagen ur utkastet. Publicera för att ta bort den utåt också.")
        )
        return _to_dataset(dataset)
    context = {"distribution": distribution, "dataset": dataset, "organisation": dataset.organisation}
    return render(request, "catalog/distribution_remove.html", context)


def _saved(request: HttpRequest, dataset: Dataset, form: DescriptionForm, distribution: Distribution) -> HttpResponse:
    edit_number = Dataset.objects.values_list("edit_number", flat=True).get(pk=dataset.pk)
    if is_by_itself(request):
        return saved_by_itself(request, form, dataset, distribution)
    if is_panel(request):
        around = form_for(dataset.class_name)(organisation=dataset.organisation, thing=dataset)
        beside = beside_the_form(request, around, dataset, has_other_distributions=True)
        return JsonResponse({"edit_number": edit_number, **beside})
    for sentence in form.mended():
        messages.info(request, sentence)
    messages.success(request, _("Distributionen är sparad i utkastet. Det som är publicerat har inte ändrats."))
    if "to_mend" in request.POST:
        dataset.edit_number = edit_number
        return mend_what_was_pressed(request, dataset, _address_of(distribution, dataset))
    if "to_new_distribution" in request.POST:
        return redirect("distribution_create", slug=dataset.organisation.slug, identifier=dataset.uuid)
    if "to_file" in request.POST:
        return redirect("file_page", dataset.organisation.slug, dataset.uuid, distribution.uuid)
    distribution.dataset = dataset
    if address := address_of_new(distribution, form, request.POST.get("to_new", "")):
        return redirect(address)
    return _to_dataset(dataset)


def _about_file(form: DescriptionForm, distribution: Distribution | None) -> dict:
    """The distribution's file, what was filled in from it, and its first rows."""
    file = file_of(distribution) if distribution else None
    if file is None:
        return {}
    filled = filled_in(file, distribution)
    mark_filled(form, filled)
    return {"file": file, "filled": filled, "table": table_of(file.latest.preview)}


def _address_of(distribution: Distribution, dataset: Dataset) -> str:
    return reverse("distribution_edit", args=[dataset.organisation.slug, dataset.uuid, distribution.uuid])


def _to_dataset(dataset: Dataset) -> HttpResponse:
    step = DCAT_AP_SE[dataset.class_name]["distribution"].step
    address = reverse("record_edit", args=[dataset.organisation.slug, dataset.class_name, dataset.uuid])
    return redirect(f"{address}?steg={step}#distributioner")


def _stale(request: HttpRequest, form: DescriptionForm, current: Distribution, *, page: str = "") -> HttpResponse:
    if is_by_itself(request) or is_panel(request):
        return stale_by_itself(request, current)
    return stale_page(request, form, current, page=page)


def _page(
    request: HttpRequest, dataset: Dataset, form: DescriptionForm, distribution: Distribution | None = None
) -> HttpResponse:
    if wants_other_rows(request):
        form = with_other_rows(request, form)
    elif is_by_itself(request):
        return refused_by_itself(form)
    findings = []
    if distribution is not None:
        loaded = load_for_describing(dataset.class_name, [dataset.pk])[0]
        findings = [finding for finding in findings_for(loaded) if finding.iri.startswith(distribution.iri)]
        form.findings = findings_by_field(findings, distribution)
    status = 422 if request.method == "POST" and not wants_other_rows(request) else 200
    if is_panel(request):
        title = _("Distribution") if distribution else _("Ny distribution")
        return panel(request, form, title=title, status=status)
    context = {
        "organisation": dataset.organisation,
        "dataset": dataset,
        "distribution": distribution,
        "form": form,
        "findings": findings,
    } | _about_file(form, distribution)
    return render(request, "catalog/distribution_edit.html", context, status=status)
