"""The front of an organisation's workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.views.held import signed_in
from organisations.permissions import Action, organisation_for
from pages.dashboard.desk import Desk
from pages.dashboard.first_steps import first_steps
from pages.dashboard.parts import filled_parts


@require_safe
@signed_in
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """What needs somebody, what is on its way, what has arrived, how good it is, and what others do."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    desk = Desk(request.user, organisation, timezone.now())
    context = {
        "organisation": organisation,
        "may_edit": desk.may_edit,
        "steps": first_steps(desk),
        "parts": filled_parts(desk),
    }
    return render(request, "pages/dashboard.html", context)
