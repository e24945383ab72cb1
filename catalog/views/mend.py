"""The button 'Rätta åt mig' of a finding."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.forms.mend import MendForm
from catalog.mending import MENDS
from catalog.models import Record
from catalog.places import field_address
from catalog.services.mend import NothingToMend, mend
from catalog.services.save import StaleEdit
from catalog.views.access import record_for
from dcat.finding import Finding
from dcat.profile import DCAT_AP_SE
from organisations.permissions import Action


@require_POST
def record_mend(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Mend one finding in the working copy, say what was changed, and go to its field."""
    page = reverse("record_edit", args=[slug, class_name, identifier])
    if not request.user.is_authenticated:
        return redirect_to_login(page)  # a pressed button can't be shown again after signing in; its page can
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    return mend_and_show(request, record, MendForm(request.POST), page)


def mend_what_was_pressed(request: HttpRequest, record: Record, page: str) -> HttpResponse:
    """Mend what the button ``to_mend`` within the record's form names, in what that form has just saved."""
    name, field, iri = (request.POST["to_mend"].split(" ", 2) + ["", "", ""])[:3]
    form = MendForm({"mend": name, "field": field, "iri": iri, "edit_number": record.edit_number})
    return mend_and_show(request, record, form, page)


def mend_and_show(request: HttpRequest, record: Record, form: MendForm, page: str) -> HttpResponse:
    """Mend one finding and go to its field; to ``page`` when nothing could be mended."""
    try:
        finding = _mended(request, record, form)
    except NothingToMend:
        messages.info(request, _("Det finns inget att rätta där längre. Inget har ändrats."))
    except StaleEdit:
        messages.error(
            request,
            _("Någon har sparat en ändring sedan du öppnade sidan. Inget har rättats: titta på det som står nu."),
        )
    else:
        messages.success(request, _done(finding))
        return redirect(field_address(finding, record, record.organisation))
    return redirect(page)


def _mended(request: HttpRequest, record: Record, form: MendForm) -> Finding:
    if not form.is_valid():
        raise NothingToMend
    sent = form.cleaned_data
    return mend(
        request.user,
        record=record,
        name=sent["mend"],
        iri=sent["iri"],
        field=sent["field"],
        edit_number=sent["edit_number"],
    )


def _done(finding: Finding) -> str:
    language = get_language() or "sv"
    label = DCAT_AP_SE[finding.class_name][finding.field].label.in_language(language)
    return _("%(label)s: %(done)s Det är sparat i utkastet. Det som är publicerat har inte ändrats.") % {
        "label": label,
        "done": MENDS[finding.mend].done.in_language(language),
    }
