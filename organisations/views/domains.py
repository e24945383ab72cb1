"""Organisations' own domains, for the installation's administrators."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.domains import add_domain, end_domain, remove_domain, use_domain
from organisations.forms import DomainForm
from organisations.models import OrganisationDomain
from organisations.permissions import require_administrator
from organisations.views.replies import tell_refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def domains(request: HttpRequest) -> HttpResponse:
    """All domains, how one is pointed here, and the form for one more."""
    require_administrator(request.user)
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            domain = add_domain(request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("host", refusal)
        else:
            messages.success(
                request,
                _("%(host)s är tillagd. Om en halv minut svarar den, så snart DNS och certifikat är på plats.")
                % {"host": domain.name},
            )
            return redirect("domains")
    context = {
        "form": form,
        "domains": OrganisationDomain.objects.for_administration(),
        "own_host": urlsplit(settings.PUBLIC_BASE_URL).hostname,
    }
    return render(request, "organisations/domains.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def domain_use(request: HttpRequest, domain_id: int) -> HttpResponse:
    """Asks once, then has new IRIs made under the domain."""
    require_administrator(request.user)
    domain = _domain(domain_id)
    if request.method == "POST":
        use_domain(request.user, domain=domain)
        messages.success(request, _("Nya beskrivningar får adresser under %(host)s.") % {"host": domain.name})
        return redirect("domains")
    return render(request, "organisations/domain_use.html", {"domain": domain})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def domain_end(request: HttpRequest, domain_id: int) -> HttpResponse:
    """Asks once, then has new IRIs made at the installation's own address again."""
    require_administrator(request.user)
    domain = _domain(domain_id)
    if request.method == "POST":
        end_domain(request.user, domain=domain)
        messages.success(
            request, _("Nya beskrivningar får inte längre adresser under %(host)s.") % {"host": domain.name}
        )
        return redirect("domains")
    return render(request, "organisations/domain_end.html", {"domain": domain})


@login_required
@require_POST
def domain_remove(request: HttpRequest, domain_id: int) -> HttpResponse:
    """Forget a domain that was never in use."""
    require_administrator(request.user)
    domain = _domain(domain_id)
    try:
        remove_domain(request.user, domain=domain)
    except ValidationError as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("%(host)s är borttagen.") % {"host": domain.name})
    return redirect("domains")


def _domain(key: int) -> OrganisationDomain:
    return get_object_or_404(OrganisationDomain.objects.select_related("organisation"), pk=key)
