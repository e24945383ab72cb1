"""The kept versions of an organisation's feed: what each was, what two of them differ in, going back and forward."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.models import Release
from dcat.negotiation import Choice, choices
from harvesting.difference import difference
from harvesting.forms import PinForm, UnpinForm
from harvesting.models import Pin, Snapshot
from harvesting.pinning import NotKept, PinnedMeanwhile, pin_feed, unpin_feed
from harvesting.pins import still_public
from harvesting.state import FeedState, state_of
from harvesting.swap import MAIN, pointer_to
from harvesting.told import finding_from_json
from harvesting.views.explaining import explained, shown_difference
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for

_LEFT_BEHIND_SHOWN = 50


@login_required
@require_safe
def feed_snapshot(request: HttpRequest, slug: str, snapshot_id: int) -> HttpResponse:
    """Facts about one version, and what it differs in from the one before, or from the one that ``mot`` names."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    snapshot = _snapshot(organisation, snapshot_id)
    may_read = may(request.user, Action.READ_DRAFTS, organisation)
    others = _kept(organisation).exclude(pk=snapshot.pk)
    compared = _compared(request, snapshot, others)
    context = {
        "organisation": organisation,
        "snapshot": snapshot,
        "may_pin": may(request.user, Action.PIN_FEED, organisation) and not snapshot.is_waiting,
        "pin": Pin.objects.in_force().filter(feed=snapshot.feed_id).first(),
        "documents": _documents(snapshot),
        "left_out": explained(organisation, [finding_from_json(each) for each in snapshot.left_out], may_read),
        "others": others.defer("releases"),
        "compared": compared,
        "may_read": may_read,
    }
    if compared is not None:
        older, newer = sorted((compared, snapshot), key=lambda each: each.pk)
        lines = difference(older.releases, newer.releases)
        context |= {"older": older, "newer": newer}
        context |= shown_difference(request, organisation, lines, newer, may_read)
    return render(request, "harvesting/snapshot.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feed_pin(request: HttpRequest, slug: str, snapshot_id: int) -> HttpResponse:
    """Going back to a kept version: what that changes, why it is done, and then the deed."""
    organisation = organisation_for(request.user, slug, Action.PIN_FEED)
    snapshot = _snapshot(organisation, snapshot_id)
    if snapshot.is_waiting:
        raise Http404
    form, status = PinForm(request.POST or None, label_suffix=""), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                pin_feed(request.user, snapshot=snapshot, **form.cleaned_data)
            except PinnedMeanwhile:
                messages.error(request, _meanwhile())
                status = 409
            except NotKept as gone:
                raise Http404 from gone
            else:
                messages.success(
                    request, _("Flödet går tillbaka och är låst där. Det tar oftast några sekunder innan det syns.")
                )
                return redirect("feed_status", slug)
    pin = state_of(organisation.pk).pin
    seen = pin.pk if pin else None
    if status != 422:  # what was typed stays, and what is seen is new
        form = PinForm(initial={"seen": seen, "reason": request.POST.get("reason", "")}, label_suffix="")
    context = {"organisation": organisation, "snapshot": snapshot, "pin": pin, "form": form, "may_read": True}
    context |= _what_changes(request, organisation, snapshot)
    return render(request, "harvesting/pin.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feed_unpin(request: HttpRequest, slug: str) -> HttpResponse:
    """Showing the newest again: what that changes, and then the deed."""
    organisation = organisation_for(request.user, slug, Action.PIN_FEED)
    state = state_of(organisation.pk)
    if request.method == "POST":
        return _unpinned(request, slug, state)
    if state.pin is None:
        messages.info(request, _("Flödet är inte låst."))
        return redirect("feed_status", slug)
    waiting = Snapshot.objects.filter(feed=state.feed, is_waiting=True).first()
    context = {"organisation": organisation, "state": state, "waiting": waiting, "may_read": True}
    context["form"] = UnpinForm(initial={"seen": state.pin.pk})
    if waiting is not None and state.snapshot is not None:
        lines = difference(state.snapshot.releases, waiting.releases)
        context |= shown_difference(request, organisation, lines, waiting, True)
    return render(request, "harvesting/unpin.html", context)


def _unpinned(request: HttpRequest, slug: str, state: FeedState) -> HttpResponse:
    form = UnpinForm(request.POST)
    pin = Pin.objects.filter(feed=state.feed, pk=form.cleaned_data["seen"]).first() if form.is_valid() else None
    try:
        if pin is not None:
            unpin_feed(request.user, pin=pin)
        elif state.pin is not None:
            raise PinnedMeanwhile
    except PinnedMeanwhile:
        messages.error(request, _meanwhile())
        return redirect("feed_unpin", slug)
    messages.success(request, _("Låset är släppt. Det nyaste kommer ut i flödet om några sekunder."))
    return redirect("feed_status", slug)


def _meanwhile() -> str:
    return _("Någon annan har låst flödet eller släppt låset sedan du öppnade sidan. Läs igenom och försök igen.")


def _kept(organisation: Organisation):
    """All versions of the organisation's feed, the latest first, the one that waits too."""
    kept = Snapshot.objects.filter(feed__organisation=organisation)
    return kept.select_related("pin__pinned_by").order_by("-pk")


def _snapshot(organisation: Organisation, snapshot_id: int) -> Snapshot:
    return get_object_or_404(_kept(organisation), pk=snapshot_id)


def _compared(request: HttpRequest, snapshot: Snapshot, others) -> Snapshot | None:
    """The version that was asked for, else the one before."""
    asked = request.GET.get("mot")
    if asked is None:
        return others.filter(pk__lt=snapshot.pk, is_waiting=False).first()
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    return get_object_or_404(others, pk=int(asked))


def _documents(snapshot: Snapshot) -> list[dict]:
    """The documents in words, with their sizes and hashes."""
    pointer = pointer_to(snapshot)
    stored = {MAIN: pointer.main, **pointer.others}
    return [
        {"choice": each, "document": stored[each.name], "is_main": each == Choice()}
        for each in choices()
        if each.name in stored
    ]


def _what_changes(request: HttpRequest, organisation: Organisation, snapshot: Snapshot) -> dict:
    """What going back would change in the feed, and what would not come back with it."""
    current = Snapshot.objects.current().get(feed=snapshot.feed_id)
    shown = still_public(snapshot.releases)
    behind = set(snapshot.releases) - shown
    lines = difference(current.releases, shown)
    releases = Release.objects.filter(pk__in=sorted(behind)[:_LEFT_BEHIND_SHOWN]).defer("content")
    told = shown_difference(request, organisation, lines, None, True)
    return told | {"left_behind": releases.order_by("sort_key", "pk"), "left_behind_count": len(behind)}
