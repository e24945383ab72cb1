"""The terms that the installation's administrators add to vocabularies that come incomplete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalog.forms.fields import here
from catalog.forms.terms import TermForm, open_vocabularies
from catalog.models import AddedTerm
from catalog.services.terms import add_term, remove_term
from catalog.views.held import signed_in
from organisations.permissions import require_administrator


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def terms(request: HttpRequest) -> HttpResponse:
    """What has been added, and the form for one more."""
    require_administrator(request.user)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_term(request.user, **form.cleaned_data)
        messages.success(request, _("Termen är tillagd och går att välja i formulären."))
        return redirect("terms")
    names = {name: here(row.label) for name, row in open_vocabularies().items()}
    added = [(names.get(term.vocabulary, term.vocabulary), term) for term in AddedTerm.objects.all()]
    status = 422 if form.is_bound else 200
    return render(request, "catalog/terms.html", {"form": form, "added": added}, status=status)


@require_POST
@signed_in
def term_remove(request: HttpRequest, term_id: int) -> HttpResponse:
    """Take a term away."""
    require_administrator(request.user)
    remove_term(request.user, term=get_object_or_404(AddedTerm, pk=term_id))
    messages.success(request, _("Termen är borttagen ur listan. Beskrivningar som har den behåller den."))
    return redirect("terms")
