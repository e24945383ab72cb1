"""A new dataset from a link: the address is fetched once, and what it tells is proposed, each value to be confirmed."""

import time
from dataclasses import replace

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.forms.start import ADDRESS, StartForm
from catalog.models import RecommendedDataset
from catalog.starting.start import Start
from catalog.starting.usual import usual_start
from catalog.views.held import signed_in, take_held
from catalog.views.start import start_page, started
from harvesting.address_form import AddressForm
from harvesting.inspecting.answers import inspect
from harvesting.inspecting.findings import Findings, Kind
from harvesting.outside import Fetched, NotFetched, fetch
from harvesting.proposals import match_for, proposed_start
from organisations.models import Organisation, Person
from organisations.permissions import Action, organisation_for

MOST_BYTES = 4_000_000
SECONDS = 9.0
MOST_AN_HOUR = 40  # addresses that one person may have fetched
_HOUR = 3600


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def start_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for an address, shows what was found there, and makes the draft of what was confirmed."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    if data is not None and ADDRESS in data:
        return _begun(request, organisation, data)
    if request.method != "POST":
        typed = (data or request.GET).get("address", "")[:2000]
        return _ask(request, organisation, AddressForm(initial={"address": typed}))
    form = AddressForm(data)
    if not form.is_valid():
        return _ask(request, organisation, form, status=422)
    address = form.cleaned_data["address"]
    if "without" in data:
        start = Start({ADDRESS: address}).under(_usual(organisation))
        return _propose(request, organisation, start, {"heading": _("Beskriv det som finns på adressen")})
    return _look(request, organisation, form, address)


def _look(request: HttpRequest, organisation: Organisation, form: AddressForm, address: str) -> HttpResponse:
    if not _may_fetch(request.user):
        form.add_error("address", _("Du har hämtat många adresser på kort tid. Vänta en stund och försök igen."))
        return _ask(request, organisation, form, status=429)
    try:
        answer = fetch(address, most_bytes=MOST_BYTES, seconds=SECONDS)
    except NotFetched as problem:
        form.add_error("address", problem.message.in_language(get_language() or "sv"))
        return _ask(request, organisation, form, status=422)
    if sentence := _refused(answer):
        form.add_error("address", sentence)
        return _ask(request, organisation, form, status=422)
    found = inspect(answer.body, answer.headers, answer.url, is_cut=answer.is_cut)
    match = match_for(found, address, RecommendedDataset.objects.for_kind(organisation.kind))
    proposed = proposed_start(found, address, match)
    start = replace(proposed.under(_usual(organisation)), suggested=proposed.suggested)
    context = {
        "heading": _("Det här hittade vi"),
        "found": found,
        "kind": _in_words(found),
        "match": match,
        "was_expected": not (found.kind is Kind.WEB_PAGE and _ends_as_file(address)),
    }
    return _propose(request, organisation, start, context)


def _begun(request: HttpRequest, organisation: Organisation, data) -> HttpResponse:
    """The form of what was found, sent or held: made again from what it carries itself."""
    form = StartForm(data, organisation=organisation, start=_usual(organisation), confirms=True)
    response = started(request, organisation, form)
    return response or start_page(request, organisation, form, _context() | {"heading": _("Det här hittade vi")})


def _propose(request: HttpRequest, organisation: Organisation, start: Start, context: dict) -> HttpResponse:
    form = StartForm(organisation=organisation, start=start, confirms=True)
    return start_page(request, organisation, form, _context() | context)


def _context() -> dict:
    return {"over": _("Från en länk"), "template": "harvesting/start_found.html"}


def _ask(request: HttpRequest, organisation: Organisation, form: AddressForm, status: int = 200) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "is_refused": form.is_bound}
    return render(request, "harvesting/start_link.html", context, status=status)


def _usual(organisation: Organisation) -> Start:
    """What is usual, as what nobody has to confirm."""
    return replace(usual_start(organisation), suggested=frozenset())


def _refused(answer: Fetched) -> str:
    """What is wrong with an answer that is none."""
    if answer.status < 300:
        return "" if answer.body else _("Adressen svarar, men utan innehåll. Kontrollera att den är hela adressen.")
    if answer.status in (401, 403):
        return _(
            "Adressen kräver inloggning eller släpper inte in oss (%(status)s). Ange en adress som alla kan öppna."
        ) % {"status": answer.status}
    if answer.status in (404, 410):
        return _("Det finns inget på adressen (%(status)s). Kontrollera hur den är stavad.") % {"status": answer.status}
    return _("Adressen svarade med fel %(status)s. Försök igen om en stund, eller fråga den som sköter den.") % {
        "status": answer.status
    }


def _may_fetch(person: Person) -> bool:
    """Whether this is not one too many within the hour, and counts it."""
    key = f"start_link:{person.pk}:{int(time.time()) // _HOUR}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, _HOUR)
    return count <= MOST_AN_HOUR


def _ends_as_file(address: str) -> bool:
    return address.lower().partition("?")[0].endswith((".csv", ".json", ".geojson", ".xlsx", ".xls", ".ods"))


def _in_words(found: Findings) -> str:
    return {
        Kind.TABLE: _("En tabell"),
        Kind.GEOJSON: _("Geografiska data (GeoJSON)"),
        Kind.JSON: _("Data i JSON"),
        Kind.WFS: _("En karttjänst (WFS)"),
        Kind.WMS: _("En karttjänst (WMS)"),
        Kind.OPENAPI: _("Beskrivningen av ett API (OpenAPI)"),
        Kind.WEB_PAGE: _("En webbsida"),
        Kind.OTHER: _("En fil"),
    }[found.kind]
