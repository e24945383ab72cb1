"""Why an address was not fetched: a code for programs, a sentence for people."""

from enum import StrEnum

from dcat.bilingual import Bilingual


class Reason(StrEnum):
    """What stood in the way. Those of the first group are ours: nothing was sent."""

    BAD_ADDRESS = "bad_address"
    CREDENTIALS = "credentials"
    FORBIDDEN_PORT = "forbidden_port"
    NOT_PUBLIC = "not_public"

    NO_SUCH_HOST = "no_such_host"  # the name service says that the name does not exist
    LOOKUP_FAILED = "lookup_failed"  # it says nothing, or not for us
    NO_CONNECTION = "no_connection"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    CUT_SHORT = "cut_short"
    ODD_ANSWER = "odd_answer"


MESSAGES = {
    Reason.BAD_ADDRESS: Bilingual(
        "Adressen går inte att hämta. Den ska börja med http:// eller https:// och innehålla ett värdnamn.",
        "The address can't be fetched. It has to begin with http:// or https:// and contain a host name.",
    ),
    Reason.CREDENTIALS: Bilingual(
        "Adressen innehåller ett användarnamn eller lösenord. Ta bort det: adressen ska gå att öppna för alla.",
        "The address contains a user name or password. Remove it: everybody should be able to open the address.",
    ),
    Reason.FORBIDDEN_PORT: Bilingual(
        "Adressen har en annan port än 80 eller 443, och sådana hämtar vi inte. Öppna adressen själv och kontrollera"
        " att den fungerar.",
        "The address has another port than 80 or 443, and we don't fetch those. Open the address yourself and check"
        " that it works.",
    ),
    Reason.NOT_PUBLIC: Bilingual(
        "Adressen leder till ett internt nät, som inte går att nå från internet. Ange en adress som alla kan öppna.",
        "The address leads to an internal network, which can't be reached from the internet. Give an address that"
        " everybody can open.",
    ),
    Reason.NO_SUCH_HOST: Bilingual(
        "Det finns ingen webbplats med det namnet. Kontrollera hur adressen är stavad.",
        "There is no website of that name. Check how the address is spelled.",
    ),
    Reason.LOOKUP_FAILED: Bilingual(
        "Webbplatsens namn gick inte att slå upp just nu. Försök igen om en stund.",
        "The name of the website could not be looked up just now. Try again in a while.",
    ),
    Reason.NO_CONNECTION: Bilingual(
        "Webbplatsen svarade inte. Försök igen om en stund, eller fråga den som sköter den.",
        "The website did not answer. Try again in a while, or ask who runs it.",
    ),
    Reason.CERTIFICATE: Bilingual(
        "Webbplatsens certifikat godkändes inte. Be den som sköter webbplatsen att förnya det, eller att lägga till"
        " hela kedjan.",
        "The certificate of the website was not accepted. Ask who runs the website to renew it, or to add the whole"
        " chain.",
    ),
    Reason.TOO_SLOW: Bilingual(
        "Svaret dröjde för länge. Försök igen om en stund.",
        "The answer took too long. Try again in a while.",
    ),
    Reason.TOO_MANY_REDIRECTS: Bilingual(
        "Adressen leder vidare för många gånger, eller runt i en ring. Ange den adress som uppgifterna till sist finns"
        " på.",
        "The address redirects too many times, or in a circle. Give the address where the data is found in the end.",
    ),
    Reason.CUT_SHORT: Bilingual(
        "Svaret tog slut i förtid. Försök igen om en stund.",
        "The answer ended too early. Try again in a while.",
    ),
    Reason.ODD_ANSWER: Bilingual(
        "Webbplatsen svarade på ett sätt som inte går att läsa. Fråga den som sköter den.",
        "The website answered in a way that can't be read. Ask who runs it.",
    ),
}


class NotFetched(Exception):
    """Nothing came that can be used. ``message`` says why and what to do, ``url`` is what was tried last."""

    def __init__(self, reason: Reason, url: str = "") -> None:
        super().__init__(f"{reason}: {MESSAGES[reason].en}")
        self.reason = reason
        self.message = MESSAGES[reason]
        self.url = url
