"""The page about an organisation's feed, for those who work with it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.feed_address import feed_address
from catalog.models import Release
from harvesting.arrival.reasons import REASONS
from harvesting.arrival.state import arrival_of, lingering_of, missing_of
from harvesting.asking import build_again
from harvesting.models import Feed, Snapshot
from harvesting.pins import left_behind
from harvesting.state import state_of
from harvesting.views.explaining import explained
from harvesting.visits.state import visits_of
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for

_SHOWN = 20


@login_required
@require_safe
def feed_status(request: HttpRequest, slug: str) -> HttpResponse:
    """Address, state and versions of the feed, what is not in it, what stopped it, who came, and what arrived."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    state = state_of(organisation.pk)
    may_read = may(request.user, Action.READ_DRAFTS, organisation)
    behind = left_behind(state.pin) if state.pin else Release.objects.none()
    snapshots = Snapshot.objects.latest_of(state.feed, _SHOWN) if state.feed else []
    waiting = Snapshot.objects.filter(feed=state.feed, is_waiting=True).defer("releases") if state.pin else []
    context = {
        "organisation": organisation,
        "state": state,
        "address": feed_address(organisation),
        "snapshots": list(snapshots),
        "waiting": next(iter(waiting), None),
        "left_behind": list(behind[:_SHOWN]),
        "left_behind_count": behind.count(),
        "findings": explained(organisation, state.findings, may_read),
        "left_out": explained(organisation, state.left_out, may_read),
        "may_build": may(request.user, Action.EDIT, organisation),
        "may_pin": may(request.user, Action.PIN_FEED, organisation),
        "is_fetched_back": settings.FETCH_BACK,
        "visits": visits_of(organisation, timezone.localdate()),
    }
    context |= _arrived(organisation)
    return render(request, "harvesting/status.html", context)


@login_required
@require_POST
def build_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the feed built again."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    feed = Feed.objects.of(organisation).first()
    if feed is None:
        raise Http404
    build_again(request.user, feed=feed)
    messages.success(
        request, _("Flödet byggs om. Det tar oftast några sekunder. Läs in sidan igen för att se hur det gick.")
    )
    return redirect("feed_status", slug)


def _arrived(organisation: Organisation) -> dict:
    """What is known of the organisation at the portal."""
    state = arrival_of([organisation])[organisation.pk]
    missing = missing_of(organisation, state.counts) if state.is_known else []
    return {
        "arrival": state,
        "is_asking": bool(settings.PORTAL_API_URL),
        "is_old": state.is_old(timezone.now()),
        "missing": [(each, *REASONS[each.state]) for each in missing],
        "lingering": lingering_of(organisation) if state.is_known else [],
    }
