"""What has happened to a record, what differs between its versions, and bringing one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.forms.history import COMPARABLE, DRAFT, CompareForm, RestoreForm
from catalog.history import Timeline
from catalog.models import Record, Release
from catalog.services.restore import Restoration, plan_restoration, restore
from catalog.services.save import StaleEdit
from catalog.versions import Version, changes_between, version_of, working_version
from catalog.views.access import record_for
from catalog.views.held import signed_in
from organisations.permissions import Action, may

PAGE_SIZE = 25


@require_safe
@signed_in
def record_history(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Everything that has happened to the record: who, when, why, and what came of it."""
    record = record_for(request.user, slug, class_name, identifier, Action.READ_DRAFTS)
    page = Paginator(Timeline(record), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "record": record,
        "organisation": record.organisation,
        "page": page,
        "compare": CompareForm(numbers=_numbers(record)),
        "may_edit": may(request.user, Action.EDIT, record.organisation),
    }
    return render(request, "catalog/record_history.html", context)


@require_safe
@signed_in
def record_difference(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """What differs between two releases, or one and the working copy; without a choice, what isn't published."""
    record = record_for(request.user, slug, class_name, identifier, Action.READ_DRAFTS)
    numbers = _numbers(record)
    form = CompareForm(request.GET or None, numbers=numbers, in_force=_number_in_force(record))
    context = {"record": record, "organisation": record.organisation, "form": form, "has_versions": bool(numbers)}
    if numbers and (not form.is_bound or form.is_valid()):
        before, after = form.chosen()
        versions = [_version(record, each) for each in (before, after)]
        context |= {"changes": changes_between(*versions, record.organisation), "before": before, "after": after}
    return render(request, "catalog/record_difference.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_restore(request: HttpRequest, slug: str, class_name: str, identifier, number: int) -> HttpResponse:
    """Make an old release the working copy, after a question that shows what changes and what is lost."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    release = get_object_or_404(record.releases.select_related("recommended_dataset"), number=number)
    form = RestoreForm(request.POST or None, initial={"edit_number": record.edit_number})
    status = 200
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise StaleEdit(record)
            done = restore(request.user, record=record, release=release, edit_number=form.cleaned_data["edit_number"])
        except StaleEdit:
            status = 409
            form = RestoreForm(
                initial={"edit_number": record_for(request.user, *_key(record), Action.EDIT).edit_number}
            )
            messages.error(
                request,
                _("Någon har sparat en ändring sedan du öppnade sidan. Inget är återställt. Titta på skillnaden igen."),
            )
        else:
            _tell(request, done)
            return redirect("record_edit", *_key(record))
    return render(request, "catalog/record_restore.html", _question(record, release, form), status=status)


def _question(record: Record, release: Release, form: RestoreForm) -> dict:
    draft, wanted = working_version(record), version_of(release)
    in_force = record.current_release
    return {
        "record": record,
        "organisation": record.organisation,
        "release": release,
        "form": form,
        "changes": changes_between(draft, wanted, record.organisation),
        "unpublished": changes_between(version_of(in_force), draft, record.organisation) if record.has_changes else [],
        "missing": plan_restoration(record, release).missing,
    }


def _tell(request: HttpRequest, done: Restoration) -> None:
    if not done.is_changed:
        messages.info(request, _("Utkastet såg redan ut så. Inget har ändrats."))
        return
    messages.success(
        request,
        _("Version %(number)s är utkast igen. Utåt ändras inget förrän ni publicerar.") % {"number": done.number},
    )
    for sentence in done.missing:
        messages.warning(request, sentence)


def _version(record: Record, chosen: int | str) -> Version:
    if chosen == DRAFT:
        return working_version(record)
    release = record.releases.select_related("recommended_dataset").filter(number=chosen).first()
    if release is None:
        raise Http404
    return version_of(release)


def _numbers(record: Record) -> list[tuple]:
    """The latest releases: number and when."""
    return list(record.releases.order_by("-number").values_list("number", "published_at")[:COMPARABLE])


def _number_in_force(record: Record) -> int | None:
    return record.current_release.number if record.current_release else None


def _key(record: Record) -> tuple:
    return record.organisation.slug, record.class_name, record.uuid
