"""Why one of many records was not changed: kept as a code with what it is about, said in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalog.models import Release
from dcat.finding import Finding
from dcat.texts import in_language

CHANGED_MEANWHILE = "changed_meanwhile"
NOT_ALLOWED = "not_allowed"
NOT_PUBLISHABLE = "not_publishable"
STILL_NEEDED = "still_needed"
PERMANENT = "permanent"
NO_DISTRIBUTIONS = "no_distributions"
CHOICE_GONE = "choice_gone"
FAULT = "fault"
SAME_ALREADY = "same_already"
NOT_IN_FORCE = "not_in_force"
OTHER_CONTACT = "other_contact"

_MOST_NAMED = 5


def because(code: str, **about) -> dict:
    """A reason as it is kept."""
    return {"code": code, **about}


def because_of_findings(findings: list[Finding]) -> dict:
    """What has to be mended first."""
    first = [{"sv": each.message.sv, "en": each.message.en} for each in findings[:_MOST_NAMED]]
    return because(NOT_PUBLISHABLE, count=len(findings), sentences=first)


def because_of_users(users: Iterable[Release]) -> dict:
    """What published things need the record."""
    users = list(users)
    return because(STILL_NEEDED, count=len(users), titles=[each.title for each in users[:_MOST_NAMED]])


def words(reason: dict) -> str:
    """The sentence: what is wrong, and what to do."""
    code = reason.get("code")
    if code == NOT_PUBLISHABLE:
        said = " ".join(in_language(each, get_language()) for each in reason["sentences"])
        count = reason["count"]
        sentence = ngettext(
            "%(count)s sak måste rättas först: %(said)s", "%(count)s saker måste rättas först: %(said)s", count
        )
        return sentence % {"count": count, "said": said}
    if code == STILL_NEEDED:
        names = ", ".join(in_language(each, get_language()) for each in reason["titles"])
        return _("Den behövs av något som är publicerat: %(names)s. Ändra där först.") % {"names": names}
    return _sentences()[code]


def _sentences() -> dict[str, str]:
    return {
        CHANGED_MEANWHILE: _(
            "Någon har sparat en ändring sedan du tittade. Titta på den och gör om ändringen för den."
        ),
        NOT_ALLOWED: _(
            "I er organisation publicerar någon annan än den som har skrivit. "
            "Be en publicist eller organisationsansvarig."
        ),
        PERMANENT: _("Den finns alltid och kan inte dras tillbaka."),
        NO_DISTRIBUTIONS: _("Den har ingen distribution som kan få en licens. Lägg till en distribution först."),
        CHOICE_GONE: _("Kontaktuppgiften som valdes finns inte längre. Välj en annan."),
        FAULT: _("Det blev ett fel hos oss, och inget ändrades. Försök igen, eller ändra den för sig."),
        SAME_ALREADY: _("Det är redan så."),
        NOT_IN_FORCE: _("Den är inte publicerad."),
        OTHER_CONTACT: _("Den har inte kontaktuppgiften som skulle bytas."),
    }
