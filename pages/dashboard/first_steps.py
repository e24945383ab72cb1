"""What an organisation does first, from nothing to a dataset at dataportal.se."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.models import Candidate
from organisations.permissions import Action
from pages.dashboard.desk import READY, UNFINISHED, Desk


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, whether it has been done, and where."""

    words: str
    text: str
    is_done: bool
    action: str = ""
    address: str = ""


def first_steps(desk: Desk) -> list[Step]:
    """The steps of an organisation that has published nothing; none for any other."""
    if desk.counts["in_force"] or not desk.may_edit:
        return []
    steps = [_number(desk), _choosing(desk), _publishing(desk)]
    remaining = [each for each in steps if not each.is_done]
    # One next action: that of the first step that is not done.
    return [each if each in remaining[:1] else Step(each.words, each.text, each.is_done) for each in steps]


def _number(desk: Desk) -> Step:
    return Step(
        _("Bekräfta organisationsnumret"),
        _("Av numret görs er adress som utgivare. Organisationsansvarig gör det, en gång."),
        desk.organisation.is_number_confirmed,
        *((_("Bekräfta numret"), desk.address("organisation_settings")) if desk.may(Action.MANAGE_SETTINGS) else ()),
    )


def _choosing(desk: Desk) -> Step:
    return Step(
        _("Välj vilka data ni börjar med"),
        _("Utgå från de datamängder som är rekommenderade för er, och svara på fem frågor om den ni väljer."),
        bool(desk.counts["all"]) or Candidate.objects.of(desk.organisation).exists(),
        _("Se de rekommenderade"),
        desk.address("candidates_recommended"),
    )


def _publishing(desk: Desk) -> Step:
    draft = desk.records(READY | UNFINISHED).order_by("errors", "-changed_at", "-pk").first()
    words = _("Beskriv den och publicera")
    text = _("Det tar några minuter, och du kan spara när som helst. Sedan hämtar dataportal.se den natten efter.")
    if draft is None:
        return Step(words, text, False, _("Till förberedelserna"), desk.address("candidates"))
    return Step(words, text, False, _("Fortsätt med utkastet"), desk.form_address(draft))
