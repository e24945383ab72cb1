"""Changing many records at once: choose, say what they are to get, look at the effect, do it, see what came of it."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalog.bulk.preview import effects
from catalog.bulk.reasons import words
from catalog.forms.bulk import form_of, kinds_for
from catalog.forms.record_filter import RecordFilter
from catalog.models import BulkAction, BulkItem, Record
from catalog.names import DESCRIBED
from catalog.services.bulk import MOST, choose, prepare, run
from catalog.views.access import refuse_without_list
from catalog.views.held import signed_in
from catalog.views.records import list_address
from organisations.permissions import Action, organisation_for

PAGE_SIZE = 50
Outcome = BulkItem.Outcome
# What went wrong is wanted first.
_ORDER = (Outcome.FAILED, Outcome.WAITING, Outcome.DONE, Outcome.UNCHANGED)


@require_POST
def bulk_choose(request: HttpRequest, slug: str, class_name: str) -> HttpResponse:
    """Keep the chosen records of a list, and go on to what they are to get."""
    back = list_address(slug, class_name) + (f"?{request.GET.urlencode()}" if request.GET else "")
    if not request.user.is_authenticated:
        return redirect_to_login(back)  # a choice can't be shown again after signing in; its list can
    organisation = organisation_for(request.user, slug, Action.EDIT)
    refuse_without_list(class_name)
    kind = request.POST.get("atgard")
    records = list(_chosen(request, organisation, class_name)[: MOST + 1])
    if kind not in kinds_for(class_name):
        messages.error(request, _("Välj vad som ska göras med de valda."))
    elif not records:
        messages.error(request, _("Inget är valt. Kryssa för minst en rad, och välj sedan vad som ska göras."))
    elif len(records) > MOST:
        messages.error(request, _("Högst %(most)s kan ändras på en gång. Sök fram färre.") % {"most": MOST})
    else:
        action = choose(request.user, organisation=organisation, class_name=class_name, kind=kind, records=records)
        return redirect("bulk", slug, class_name, action.uuid)
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def bulk(request: HttpRequest, slug: str, class_name: str, bulk_id) -> HttpResponse:
    """What the records are to get, then the effect on each; once confirmed, what became of each."""
    action = _action(request, slug, class_name, bulk_id)
    if action.confirmed_at:
        return render(request, "catalog/bulk_result.html", _result(request, action))
    form = form_of(action, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        prepare(request.user, action=action, choice=form.choice())
        return redirect("bulk", slug, class_name, bulk_id)
    items = Paginator(action.items.all(), PAGE_SIZE)
    page = items.get_page(request.GET.get("sida"))
    context = _context(action) | {"form": form, "page": page, "count": items.count}
    if action.prepared_at and not form.errors:
        shown = effects(request.user, action, page)
        may_confirm = page.has_other_pages() or any(effect.outcome == Outcome.DONE for effect in shown)
        context |= {"effects": shown, "may_confirm": may_confirm}
    else:
        context["records"] = list(_named(page).values())
    return render(request, "catalog/bulk.html", context, status=422 if form.errors else 200)


@require_POST
def bulk_run(request: HttpRequest, slug: str, class_name: str, bulk_id) -> HttpResponse:
    """Change what waits, for a few seconds; the page that follows goes on."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("bulk", args=[slug, class_name, bulk_id]))
    action = _action(request, slug, class_name, bulk_id)
    if action.confirmed_at or request.POST.get("prepared") == _moment(action):
        run(request.user, action=action)
    else:
        messages.error(request, _("Valet har ändrats sedan du öppnade sidan. Titta igenom det och bekräfta igen."))
    return redirect("bulk", slug, class_name, bulk_id)


def _action(request: HttpRequest, slug: str, class_name: str, bulk_id) -> BulkAction:
    organisation = organisation_for(request.user, slug, Action.EDIT)
    found = get_object_or_404(BulkAction, uuid=bulk_id, organisation=organisation, class_name=class_name)
    found.organisation = organisation
    return found


def _chosen(request: HttpRequest, organisation, class_name: str) -> QuerySet:
    """The records that were ticked, all that the list's filter lets through, or those of another change."""
    records = Record.objects.of(organisation).filter(class_name=class_name).order_by("sort_key", "pk")
    if "efter" in request.POST:
        before = BulkAction.objects.filter(organisation=organisation, uuid__in=_uuids(request.POST.getlist("efter")))
        done = BulkItem.objects.filter(action__in=before, outcome=Outcome.DONE)
        return records.filter(pk__in=done.values("record"))
    if request.POST.get("alla"):
        return RecordFilter(request.GET).of(records, may_read=True)
    return records.filter(uuid__in=_uuids(request.POST.getlist("vald")[: MOST + 1]))


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    """Those that are one."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(uuid.UUID(text))
    return found


def _context(action: BulkAction) -> dict:
    return {
        "action": action,
        "organisation": action.organisation,
        "class_name": action.class_name,
        "prepared": _moment(action),
    }


def _moment(action: BulkAction) -> str:
    return action.prepared_at.isoformat() if action.prepared_at else ""


def _named(page) -> dict[int, Record]:
    """The records of a page's items with what they are called, by their keys."""
    records = Record.objects.filter(pk__in=[item.record_id for item in page]).select_related(*DESCRIBED)
    return {record.pk: record.described for record in records}


def _result(request: HttpRequest, action: BulkAction) -> dict:
    counts = dict(action.items.order_by().values_list("outcome").annotate(Count("pk")))
    ranks = [When(outcome=outcome, then=Value(rank)) for rank, outcome in enumerate(_ORDER)]
    items = action.items.order_by(Case(*ranks, output_field=IntegerField()), "position")
    page = Paginator(items, PAGE_SIZE).get_page(request.GET.get("sida"))
    named = _named(page)
    return _context(action) | {
        "page": page,
        "rows": [
            (item, named[item.record_id], [words(reason) for reason in item.reasons])
            for item in page
            if item.record_id in named
        ],
        "count": sum(counts.values()),
        "done": counts.get(Outcome.DONE, 0),
        "failed": counts.get(Outcome.FAILED, 0),
        "unchanged": counts.get(Outcome.UNCHANGED, 0),
        "waiting": counts.get(Outcome.WAITING, 0),
        "is_draft": action.kind in (BulkAction.Kind.CONTACT, BulkAction.Kind.LICENCE),
        "list_address": list_address(action.organisation.slug, action.class_name),
    }
