"""The recommended list, maintained by coordinators of any county and by administrators."""

from itertools import pairwise

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.forms.recommended import RecommendedForm
from catalog.models import ListImport, ListVersion, RecommendedDataset
from catalog.recommended_columns import COLUMNS, cells_of, differences
from catalog.services.recommended_list import (
    KeyTaken,
    StaleVersion,
    add_recommended,
    change_recommended,
    compare,
    prepare_import,
    run_import,
    version_of,
    withdraw_recommended,
)
from catalog.spreadsheets import Unreadable
from catalog.views.held import signed_in
from coverage.list_file import list_rows, read_list
from coverage.views.downloads import download
from organisations.permissions import require_coordinator

_AT_ONCE = 50
_MOST_FAULTS = 50  # shown at once


class ListFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("CSV eller Excel (.xlsx), högst 1 MB och 1 000 rader."),
        error_messages={"required": gettext_lazy("Välj en fil först.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )


@require_safe
@signed_in
def the_list(request: HttpRequest) -> HttpResponse:
    """All of the list, or what is found in it; what is withdrawn last."""
    require_coordinator(request.user)
    sought = request.GET.get("sok", "").strip()[:100]
    rows = [each for each in RecommendedDataset.objects.all() if not sought or each.is_found_by(sought)]
    context = {
        "sought": sought,
        "rows": [each for each in rows if each.withdrawn_at is None],
        "withdrawn": [each for each in rows if each.withdrawn_at],
    }
    return render(request, "coverage/list.html", context)


@require_safe
@signed_in
def list_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list in the columns in which it can be read in again."""
    require_coordinator(request.user)
    return download(_("rekommenderade datamängder"), suffix, [(_("Listan"), list_rows())])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def list_row(request: HttpRequest, recommended_key: str = "") -> HttpResponse:
    """A row, or a new one."""
    require_coordinator(request.user)
    recommended = get_object_or_404(RecommendedDataset, key=recommended_key) if recommended_key else None
    initial = cells_of(recommended) | {"version": version_of(recommended)} if recommended else None
    form = RecommendedForm(
        request.POST if request.method == "POST" else None, initial=initial, has_key=recommended is not None
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (saved := _saved(request.user, form, recommended)):
            messages.success(request, _("Sparat. Det som stod förut finns kvar bland versionerna."))
            return redirect("recommended_edit", recommended_key=saved.key)
    context = {"form": form, "recommended": recommended}
    return render(request, "coverage/list_row.html", context, status=status)


def _saved(actor, form: RecommendedForm, recommended: RecommendedDataset | None) -> RecommendedDataset | None:
    """The row; None where it couldn't be saved, and the form says why."""
    try:
        if recommended is None:
            return add_recommended(actor, cells=form.cells)
        version = form.cleaned_data["version"]
        return change_recommended(actor, recommended=recommended, cells=form.cells, version=version or 0)
    except KeyTaken:
        form.add_error("key", _("Den nyckeln finns redan i listan. Välj en annan, eller öppna den rad som har den."))
    except StaleVersion:
        form.add_error(
            None,
            _("Någon annan har ändrat raden medan du skrev. Jämför med versionerna och spara sedan igen."),
        )
        # Whoever has been told of it and saves again has compared.
        form.data = form.data.copy()
        form.data["version"] = version_of(recommended)
    return None


@require_POST
@signed_in
def withdraw(request: HttpRequest, recommended_key: str) -> HttpResponse:
    """Ask for it no longer, or again."""
    require_coordinator(request.user)
    recommended = get_object_or_404(RecommendedDataset, key=recommended_key)
    is_withdrawn = "resume" not in request.POST
    note = request.POST.get("note", "").strip()
    withdraw_recommended(request.user, recommended=recommended, is_withdrawn=is_withdrawn, note=note)
    messages.success(
        request, _("Återkallad. Ingen tillfrågas om den längre.") if is_withdrawn else _("Nu är den tillbaka i listan.")
    )
    return redirect("recommended_edit", recommended_key=recommended.key)


@require_safe
@signed_in
def versions(request: HttpRequest, recommended_key: str = "") -> HttpResponse:
    """What has changed in the list, or in one row of it: who, when and what, the latest first."""
    require_coordinator(request.user)
    recommended = get_object_or_404(RecommendedDataset, key=recommended_key) if recommended_key else None
    every = ListVersion.objects.select_related("recommended", "made_by")
    every = every.filter(recommended=recommended) if recommended else every.exclude(kind=ListVersion.Kind.BEGINNING)
    page = Paginator(every, _AT_ONCE).get_page(request.GET.get("sida"))
    context = {"recommended": recommended, "page_obj": page, "versions": _told(list(page))}
    return render(request, "coverage/list_versions.html", context)


def _told(shown: list[ListVersion]) -> list[tuple[ListVersion, list[tuple[str, str, str]]]]:
    """Each version with what it changed, held against the one before it: one query for all of them."""
    own = ListVersion.objects.filter(recommended__in={each.recommended_id for each in shown})
    before = {}
    for first, second in pairwise(own.order_by("recommended_id", "number")):
        if first.recommended_id == second.recommended_id:
            before[second.pk] = first.cells
    return [
        (each, [(COLUMNS[name], *texts) for name, *texts in differences(before[each.pk], each.cells)])
        if each.pk in before
        else (each, [])
        for each in shown
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def list_import(request: HttpRequest) -> HttpResponse:
    """Read a file. Nothing changes before somebody has seen what it changes."""
    require_coordinator(request.user)
    is_sent = request.method == "POST"
    form = ListFileForm(request.POST, request.FILES, label_suffix="") if is_sent else ListFileForm(label_suffix="")
    faults: list[str] = []
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_list(file, file.name)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            faults = read.faults
            if not faults:
                prepared = prepare_import(request.user, file_name=file.name, rows=read.rows)
                return redirect("recommended_import_run", import_id=prepared.uuid)
    context = {
        "form": form,
        "faults": faults[:_MOST_FAULTS],
        "fault_count": len(faults),
        "more": len(faults) > _MOST_FAULTS,
        "columns": COLUMNS.items(),
    }
    return render(request, "coverage/list_import.html", context, status=422 if is_sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def import_run(request: HttpRequest, import_id) -> HttpResponse:
    """What the file changes, and doing it."""
    require_coordinator(request.user)
    prepared = get_object_or_404(ListImport, uuid=import_id)
    if request.method == "POST":
        done = run_import(request.user, prepared=prepared)
        values = {"added": len(done.added), "changed": len(done.changed)}
        messages.success(request, _("Listan är inläst: %(added)s nya och %(changed)s ändrade rader.") % values)
        return redirect("recommended_list")
    found = compare(prepared.rows)
    changed = [(each, [(COLUMNS[name], *texts) for name, *texts in told]) for each, told in found.changed]
    context = {"prepared": prepared, "found": found, "changed": changed}
    return render(request, "coverage/list_preview.html", context)
