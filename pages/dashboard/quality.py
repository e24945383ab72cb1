"""How good the published descriptions are, and which of their links are broken."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Link, ReleaseQuality
from catalog.quality_overview import overview_of
from organisations.permissions import Action
from pages.dashboard.desk import Desk, Item


def score(desk: Desk) -> list[Item]:
    """The mean of the European score, with its ceiling."""
    found = overview_of(ReleaseQuality.objects.public().of(desk.organisation))
    if found is None:
        return []
    text = _("I medeltal %(points)s av %(most)s poäng för det som är publicerat.")
    text %= {"points": found.european, "most": found.most["european"]}
    return [Item(text, action=_("Se vad som ger fler poäng"), address=desk.address("organisation_quality"))]


def broken_links(desk: Desk) -> list[Item]:
    """How many addresses are known to be dead, but for those that somebody has exempted."""
    if not desk.may(Action.READ_DRAFTS):
        return []
    dead = Link.objects.filter(state=Link.State.DEAD, uses__release__organisation=desk.organisation)
    count = dead.exclude(exemptions__organisation=desk.organisation).distinct().count()
    if not count:
        return []
    text = ngettext("%(count)s länk är trasig.", "%(count)s länkar är trasiga.", count) % {"count": count}
    return [Item(text, action=_("Se vilka"), address=desk.address("organisation_links"), is_wrong=True)]
