"""One's own name and language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.forms import ProfileForm
from organisations.languages import use_language_of
from organisations.people import update_profile


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change them."""
    person = request.user
    form = ProfileForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        update_profile(person, **form.cleaned_data)
        response = redirect("profile")
        use_language_of(person, response)
        messages.success(request, _("Din profil är sparad."))
        return response
    return render(request, "organisations/profile.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def own_address(request: HttpRequest) -> HttpResponse:
    """Where allauth would let people change their address. Here an address is proved by an invitation, nothing else."""
    return redirect("profile")
