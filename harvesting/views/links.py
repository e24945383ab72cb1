"""The pages about links: of an organisation, and of one record; checking again, and exempting with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.models import Link, LinkExemption
from catalog.views.access import record_for
from harvesting.forms import ExemptionForm
from harvesting.links.asking import Asked, ask_for_check, ask_for_organisation, end_exemption, exempt
from harvesting.links.shown import counts_of, exemptions_of, links_of_organisation, seen_in, told_of, with_places
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for

_ON_A_PAGE = 25


@login_required
@require_safe
def organisation_links(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with the addresses in what the organisation has published, since when, and where they stand."""
    organisation = organisation_for(request.user, slug, Action.READ_DRAFTS)
    page = Paginator(told_of(organisation), _ON_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "organisation": organisation,
        "counts": counts_of(organisation),
        "page": page,
        "told": with_places(page.object_list, organisation),
        "exemptions": exemptions_of(organisation),
        "may_edit": may(request.user, Action.EDIT, organisation),
    }
    return render(request, "harvesting/links.html", context)


@login_required
@require_POST
def organisation_links_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Have one address checked again (``link``), or all that are not known to work."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    wanted = request.POST.get("link", "")
    if wanted:
        link = _link(organisation, int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 19 else 0)
        asked = ask_for_check(request.user, organisation=organisation, urls=[link.url])
    else:
        asked = ask_for_organisation(request.user, organisation=organisation)
    _tell(request, asked)
    return redirect("organisation_links", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link_exempt(request: HttpRequest, slug: str, link_id: int) -> HttpResponse:
    """Not to be told of an address any longer: why, and then the deed."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    link = _link(organisation, link_id)
    present = LinkExemption.objects.filter(organisation=organisation, link=link).first()
    form, status = ExemptionForm(initial={"reason": present.reason if present else ""}, label_suffix=""), 200
    if request.method == "POST":
        form, status = ExemptionForm(request.POST, label_suffix=""), 422
        if form.is_valid():
            exempt(request.user, organisation=organisation, link=link, reason=form.cleaned_data["reason"])
            messages.success(request, _("Länken är undantagen. Den står längst ned på sidan."))
            return redirect("organisation_links", slug)
    context = {"organisation": organisation, "link": link, "form": form, "told": with_places([link], organisation)}
    return render(request, "harvesting/link_exempt.html", context, status=status)


@login_required
@require_POST
def link_exempt_end(request: HttpRequest, slug: str, link_id: int) -> HttpResponse:
    """Be told of it again."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    link = get_object_or_404(Link, pk=link_id, exemptions__organisation=organisation)
    end_exemption(request.user, organisation=organisation, link=link)
    messages.success(request, _("Länken är inte längre undantagen."))
    return redirect("organisation_links", slug)


@login_required
@require_safe
def record_links(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Every address in a working copy, with what is known of it."""
    record = record_for(request.user, slug, class_name, identifier, Action.READ_DRAFTS)
    seen = seen_in(record)
    context = {
        "organisation": record.organisation,
        "record": record,
        "class_name": class_name,
        "seen": seen,
        "findings": [(each.finding, each.link) for each in seen if each.finding],
        "is_waiting": any(each.link and each.link.wanted_at for each in seen),
        "may_edit": may(request.user, Action.EDIT, record.organisation),
    }
    return render(request, "harvesting/record_links.html", context)


@login_required
@require_POST
def record_links_check(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Have the addresses in a working copy checked."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    urls = [each.place.url for each in seen_in(record)]
    if urls:
        _tell(request, ask_for_check(request.user, organisation=record.organisation, urls=urls))
    else:
        messages.info(request, _("Det finns inga länkar att kontrollera i det som är sparat."))
    return redirect("record_links", slug, class_name, identifier)


def _link(organisation: Organisation, link_id: int) -> Link:
    """An address that the organisation uses; 404 for all else."""
    return get_object_or_404(links_of_organisation(organisation), pk=link_id)


def _tell(request: HttpRequest, asked: Asked) -> None:
    if asked.wanted:
        words = ngettext(
            "%(number)s länk kontrolleras nu. Det tar oftast någon minut. Läs in sidan igen för att se hur det gick.",
            "%(number)s länkar kontrolleras nu. Det tar oftast någon minut. Läs in sidan igen för att se hur det gick.",
            asked.wanted,
        )
        messages.success(request, words % {"number": asked.wanted})
    elif asked.fresh:
        messages.info(request, _("Länkarna kontrollerades nyss. Vänta några minuter innan du kontrollerar igen."))
    elif not asked.refused:
        messages.info(request, _("Det finns inga länkar som behöver kontrolleras om."))
    if asked.refused:
        words = ngettext(
            "%(number)s länk fick inte plats. Kontrollera igen om en stund.",
            "%(number)s länkar fick inte plats. Kontrollera igen om en stund.",
            asked.refused,
        )
        messages.warning(request, words % {"number": asked.refused})
