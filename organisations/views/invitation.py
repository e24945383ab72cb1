"""Accepting an invitation. Looking at the page never uses it up; the link's secret never leaves the page."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.accounts import is_refused_here
from organisations.forms import NewPersonForm
from organisations.invitations import accept, accept_as_new_person, find_by_token
from organisations.models import Invitation, Person
from organisations.views.replies import tell_refusal


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One page for everybody who comes with a link: new, known, signed in as somebody else, too late."""
    found = find_by_token(token)
    is_open = found is not None and found.state == "open"
    response = _open(request, found) if is_open else _closed(request, found)
    # No path in any Referer. Not "no-referrer": with that, browsers post forms with "Origin: null", which is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    state = found.state if found else "unknown"
    return render(
        request,
        "organisations/invitation_closed.html",
        {"state": state, "invitation": found},
        status=410 if found else 404,
    )


def _open(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _for_signed_in(request, found)
    owner = Person.objects.filter(email=found.email).first()
    if owner is not None:
        return _page(request, found, "closed_account" if _is_closed(owner) else "sign_in")
    return _for_somebody_new(request, found)


def _for_signed_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.user.email != found.email:
        return _page(request, found, "somebody_else")
    if request.method == "POST":
        try:
            accept(request.user, invitation=found)
        except ValidationError as refusal:
            tell_refusal(request, refusal)
            return redirect(request.path)
        messages.success(request, _("Välkommen! Du är nu med: %(purpose)s.") % {"purpose": found.purpose})
        return redirect(_first_page(found))
    return _page(request, found, "confirm")


def _for_somebody_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_as_new_person(invitation=found, **form.cleaned_data)
        except ValidationError as refusal:
            tell_refusal(request, refusal)
            return redirect(request.path)
        return perform_login(
            request, person, email_verification="none", redirect_url=_first_page(found), email=person.email
        )
    return _page(request, found, "new", form=form)


def _is_closed(person: Person) -> bool:
    return not person.is_active or is_refused_here(person)


def _page(request: HttpRequest, found: Invitation, situation: str, **context) -> HttpResponse:
    # A form with errors is 200 too: Django writes the address of a 4xx to the log, and this one is still a secret.
    return render(request, "organisations/invitation.html", {"invitation": found, "situation": situation, **context})


def _first_page(found: Invitation) -> str:
    if found.organisation is not None:
        return reverse("dashboard", args=[found.organisation.slug])
    return reverse("workspace")
