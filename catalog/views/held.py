"""What was typed by somebody whose session had ended or whose form was too old, held until it can be sent again."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

_KEY = "held_form"
_LARGEST = 500_000  # characters; a session is no store for more
# The pages that show what was held.
_SHOWN_BY = {"record_create", "record_edit", "distribution_create", "distribution_edit", "record_review"}
_SHOWN_BY |= {"candidate_create", "candidate_edit", "candidate_question", "candidate_decline", "candidates_paste"}
_SHOWN_BY |= {"start_recommended", "start_copy", "start_link"}


def signed_in(view):
    """Lets only signed-in people in. What somebody else posted is kept and shown again after the sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _hold(request)
        return redirect_to_login(request.get_full_path())

    return guarded


def take_held(request: HttpRequest) -> QueryDict | None:
    """What was typed at this address before the session ended; given back once."""
    held = request.session.get(_KEY)
    if not held or held["path"] != request.get_full_path():
        return None
    del request.session[_KEY]
    messages.info(
        request, _("Inget sparades: du hade loggats ut, eller formuläret var för gammalt. Det du skrev finns kvar här.")
    )
    return QueryDict(held["data"])


def hold_refused(request: HttpRequest) -> HttpResponse | None:
    """Keep a form that was refused for its token, and lead to the page that shows it again; None where none does.

    Only what one of our own pages sent is kept: what another site posts must not come up as if it had been typed.
    """
    match = request.resolver_match
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not is_own or match is None or match.url_name not in _SHOWN_BY:
        return None
    _hold(request)
    return redirect(request.get_full_path())


def _hold(request: HttpRequest) -> None:
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    encoded = data.urlencode()
    if len(encoded) <= _LARGEST:
        request.session[_KEY] = {"path": request.get_full_path(), "data": encoded}
