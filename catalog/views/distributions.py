"""Writing a dataset's distributions, each on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.describe import load_for_describing
from catalog.file_facts import file_of, filled_in, mark_filled, table_of
from catalog.findings import findings_for
from catalog.forms.description import form_for
from catalog.models import Distribution, Record
from catalog.services.save import StaleEdit, remove_distribution, save_distribution
from catalog.views.access import distribution_for, record_for
from catalog.views.held import signed_in, take_held
from catalog.views.rows import wants_other_rows, with_other_rows
from catalog.views.stale import stale_page
from organisations.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def distribution_create(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """A new distribution of the dataset."""
    dataset = record_for(request.user, slug, Record.ClassName.DATASET, identifier, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for("Distribution")(data, organisation=dataset.organisation)
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        saved = save_distribution(
            request.user,
            dataset=dataset,
            values=form.values(),
            creation_token=form.cleaned_data["creation_token"] or form.initial["creation_token"],
        )
        return _saved(request, dataset, form, saved)
    return _page(request, dataset, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def distribution_edit(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """The working copy of a distribution."""
    distribution = distribution_for(request.user, slug, dataset_id, identifier, Action.EDIT)
    dataset = distribution.dataset
    data = request.POST if request.method == "POST" else take_held(request)
    form = form_for("Distribution")(data, organisation=dataset.organisation, thing=distribution)
    if request.method == "POST" and not wants_other_rows(request) and form.is_valid():
        try:
            save_distribution(
                request.user,
                dataset=dataset,
                distribution=distribution,
                values=form.values(),
                edit_number=form.cleaned_data["edit_number"] or 0,
            )
        except StaleEdit as stale:
            return stale_page(request, form, stale.current)
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


def _saved(request: HttpRequest, dataset, form, distribution: Distribution) -> HttpResponse:
    for sentence in form.mended():
        messages.info(request, sentence)
    messages.success(request, _("Distributionen är sparad i utkastet. Det som är publicerat har inte ändrats."))
    if "to_new_distribution" in request.POST:
        return redirect("distribution_create", slug=dataset.organisation.slug, identifier=dataset.uuid)
    if "to_file" in request.POST:
        return redirect("file_page", dataset.organisation.slug, dataset.uuid, distribution.uuid)
    return _to_dataset(dataset)


def _about_file(form, distribution: Distribution | None) -> dict:
    """The distribution's file, what was filled in from it, and its first rows."""
    file = file_of(distribution) if distribution else None
    if file is None:
        return {}
    filled = filled_in(file, distribution)
    mark_filled(form, filled)
    return {"file": file, "filled": filled, "table": table_of(file.latest.preview)}


def _to_dataset(dataset) -> HttpResponse:
    return redirect(
        "record_edit", slug=dataset.organisation.slug, class_name=dataset.class_name, identifier=dataset.uuid
    )


def _page(request: HttpRequest, dataset, form, distribution: Distribution | None = None) -> HttpResponse:
    if wants_other_rows(request):
        form = with_other_rows(request, form)
    findings = []
    if distribution is not None:
        loaded = load_for_describing(dataset.class_name, [dataset.pk])[0]
        findings = [finding for finding in findings_for(loaded) if finding.iri.startswith(distribution.iri)]
    context = {
        "organisation": dataset.organisation,
        "dataset": dataset,
        "distribution": distribution,
        "form": form,
        "findings": findings,
    } | _about_file(form, distribution)
    status = 422 if request.method == "POST" and not wants_other_rows(request) else 200
    return render(request, "catalog/distribution_edit.html", context, status=status)
