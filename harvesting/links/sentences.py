"""What was found at an address, as a finding: what is wrong, where, and what to do."""

from django.utils import formats, timezone, translation

from catalog.models import Link
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from harvesting.links.reasons import LinkReason
from harvesting.outside.reasons import MESSAGES, Reason

_LONGEST_QUOTE = 120

_BY_REASON = {
    LinkReason.NOT_FOUND: Bilingual("sidan eller filen finns inte (404)", "the page or file does not exist (404)"),
    LinkReason.GONE: Bilingual("sidan eller filen är borttagen (410)", "the page or file has been removed (410)"),
    LinkReason.SOFT_NOT_FOUND: Bilingual(
        "webbplatsen visar samma sida som för adresser som inte finns",
        "the website shows the same page as for addresses that don't exist",
    ),
    LinkReason.NO_SUCH_HOST: Bilingual("det finns ingen webbplats med det namnet", "there is no website of that name"),
    LinkReason.TOO_MANY_REQUESTS: Bilingual(
        "webbplatsen säger att den får för många frågor", "the website says that it is asked too much"
    ),
    LinkReason.SIGN_IN_WANTED: Bilingual(
        "webbplatsen vill att man loggar in (401)", "the website wants one to sign in (401)"
    ),
    LinkReason.FORBIDDEN: Bilingual("webbplatsen släpper inte in oss (403)", "the website does not let us in (403)"),
    LinkReason.SERVER_ERROR: Bilingual("webbplatsen svarade med ett fel", "the website answered with an error"),
    LinkReason.OTHER_STATUS: Bilingual(
        "webbplatsen svarade på ett sätt som inte säger något", "the website answered in a way that says nothing"
    ),
    Reason.LOOKUP_FAILED: Bilingual("namnet gick inte att slå upp", "the name could not be looked up"),
    Reason.NO_CONNECTION: Bilingual("webbplatsen svarade inte", "the website did not answer"),
    Reason.CERTIFICATE: Bilingual(
        "webbplatsens certifikat godkändes inte", "the certificate of the website was not accepted"
    ),
    Reason.TOO_SLOW: Bilingual("svaret dröjde för länge", "the answer took too long"),
    Reason.TOO_MANY_REDIRECTS: Bilingual(
        "adressen leder runt i en ring eller vidare för många gånger",
        "the address redirects in a circle or too many times",
    ),
    Reason.CUT_SHORT: Bilingual("svaret tog slut i förtid", "the answer ended too early"),
    Reason.ODD_ANSWER: Bilingual("svaret gick inte att läsa", "the answer could not be read"),
    Reason.NOT_PUBLIC: Bilingual("den leder till ett internt nät", "it leads to an internal network"),
    Reason.FORBIDDEN_PORT: Bilingual(
        "den har en annan port än 80 eller 443, och sådana kontrollerar vi inte",
        "it has another port than 80 or 443, and we don't check those",
    ),
    Reason.CREDENTIALS: Bilingual(
        "den innehåller ett användarnamn eller lösenord", "it contains a user name or password"
    ),
    Reason.BAD_ADDRESS: Bilingual(
        "den leder till något som inte går att hämta", "it leads to something that can't be fetched"
    ),
}
_MEND = Bilingual(
    "Den som följer länken kommer inte fram. Rätta adressen och publicera igen, eller be den som sköter webbplatsen att"
    " lägga tillbaka filen.",
    "Whoever follows the link gets nowhere. Correct the address and publish again, or ask who runs the website to put"
    " the file back.",
)
_WAIT = Bilingual(
    "Det kan vara tillfälligt. Vi kontrollerar igen en annan dag innan vi säger att länken är trasig. Öppna den gärna"
    " själv redan nu.",
    "It may be temporary. We check again on another day before we call the link broken. Feel free to open it yourself"
    " already.",
)
_NOT_KNOWN = Bilingual(
    "Det behöver inte vara fel på länken: en del webbplatser släpper inte in program. Öppna den själv och se efter."
    " Fungerar den kan du undanta den här och skriva varför.",
    "There need not be anything wrong with the link: some websites don't let programs in. Open it yourself and see. If"
    " it works you can exempt it here and write why.",
)
_SIGN_IN = Bilingual(
    "Öppna data ska gå att hämta utan inloggning. Lägg filen där alla når den, eller ändra adressen.",
    "Open data should be there without signing in. Put the file where everybody reaches it, or change the address.",
)
_PAGE = Bilingual(
    "Program som ska hämta data får en webbsida i stället. Ange filens egen adress, eller flytta adressen till fältet"
    " för ingångssida.",
    "Programs that want to fetch data get a web page instead. Give the address of the file itself, or move the address"
    " to the field for the landing page.",
)


def is_told(link: Link) -> bool:
    """Whether there is something to say of it."""
    return bool(link.remark) or link.state in (Link.State.DEAD, Link.State.SUSPECT, Link.State.UNKNOWN)


def finding_of(link: Link, iri: str, class_name: str, field: str) -> Finding:
    """What is said of an address at one of the places where it stands. Needs ``is_told``."""
    message, why = _words(link)
    return Finding(f"link_{link.remark or link.state}", Severity.ADVICE, iri, class_name, field, message, why)


def explained(reason: str) -> Bilingual:
    """A reason as part of a sentence."""
    known = _BY_REASON.get(reason)
    return known or MESSAGES.get(reason) or _BY_REASON[LinkReason.OTHER_STATUS]


def _words(link: Link) -> tuple[Bilingual, Bilingual]:
    sv, en = ({"url": _short(link.url)} | _times(link, language) for language in ("sv", "en"))
    cause = explained(link.reason)
    if link.remark == Link.Remark.SIGN_IN:
        return _pair(
            "{url} leder till en inloggning, inte till data ({checked}).",
            "{url} leads to a sign-in page, not to data ({checked}).",
            sv,
            en,
        ), _SIGN_IN
    if link.remark == Link.Remark.PAGE_FOR_DATA:
        return _pair(
            "{url} ger en webbsida, fast det ska vara data ({checked}).",
            "{url} gives a web page where data is promised ({checked}).",
            sv,
            en,
        ), _PAGE
    sv["cause"], en["cause"] = cause.sv.rstrip("."), cause.en.rstrip(".")
    if link.state == Link.State.DEAD:
        return _pair(
            "{url} är trasig sedan {failed}: {cause}. Kontrollerad {checked}.",
            "{url} has been broken since {failed}: {cause}. Checked {checked}.",
            sv,
            en,
        ), _MEND
    if link.state == Link.State.SUSPECT:
        return _pair(
            "{url} kan vara trasig: {cause}. Kontrollerad {checked}.",
            "{url} may be broken: {cause}. Checked {checked}.",
            sv,
            en,
        ), _WAIT
    return _pair(
        "{url} gick inte att kontrollera: {cause}. Senast försökt {checked}.",
        "{url} could not be checked: {cause}. Last tried {checked}.",
        sv,
        en,
    ), _NOT_KNOWN


def _pair(sv: str, en: str, sv_values: dict, en_values: dict) -> Bilingual:
    return Bilingual(sv.format(**sv_values), en.format(**en_values))


def _times(link: Link, language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "checked": _day(link.checked_at),
            "failed": _day(link.failed_since or link.since or link.checked_at),
        }


def _day(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "Y-m-d") if moment else "–"


def _short(url: str) -> str:
    return url if len(url) <= _LONGEST_QUOTE else url[:_LONGEST_QUOTE] + "…"
