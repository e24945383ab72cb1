"""The page about an organisation's feed, for those who work with it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.feed_address import feed_address
from catalog.models import Record
from dcat.finding import Finding
from harvesting.arrival.reasons import REASONS
from harvesting.arrival.state import arrival_of, lingering_of, missing_of
from harvesting.asking import build_again
from harvesting.models import Feed, Snapshot
from harvesting.state import FeedState, records_by_iri, state_of
from harvesting.visits.state import visits_of
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for

_SHOWN = 10


@login_required
@require_safe
def feed_status(request: HttpRequest, slug: str) -> HttpResponse:
    """Address, state and latest versions of the feed, what stopped the latest build, who came, and what arrived."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    state = state_of(organisation.pk)
    may_read = may(request.user, Action.READ_DRAFTS, organisation)
    context = {
        "organisation": organisation,
        "state": state,
        "address": feed_address(organisation),
        "snapshots": list(Snapshot.objects.latest_of(state.feed, _SHOWN)) if state.feed else [],
        "findings": _explained(organisation, state, may_read),
        "may_build": may(request.user, Action.EDIT, organisation),
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


def _explained(organisation: Organisation, state: FeedState, may_read: bool) -> list[tuple[Finding, str, str]]:
    """Each finding with the name of its record and the address where it is mended, as far as they are known."""
    findings = state.findings
    records = records_by_iri(organisation, [each.iri for each in findings]) if findings else {}
    return [(each, *_named(each, records.get(each.iri), organisation.slug, may_read)) for each in findings]


def _named(finding: Finding, record: Record | None, slug: str, may_read: bool) -> tuple[str, str]:
    if record is None or record.current_release is None:
        return "", ""
    title = record.current_release.title
    name = title.get(get_language()) or title.get("sv") or next(iter(title.values()), "")
    if not may_read:
        return name, ""
    anchor = f"#id_{finding.field}" if finding.field and finding.class_name == record.class_name else ""
    return name, reverse("record_edit", args=[slug, record.class_name, record.uuid]) + anchor
