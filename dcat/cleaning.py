"""What a person typed or pasted, made fit for RDF: either mended, and said so, or refused with a sentence.

Texts are always mended, without a word: nothing visible is lost. Web addresses are mended where the meaning is certain.
Not here: whether a value is the right one (``dcat.check``).
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from dcat.bilingual import Bilingual

WEB_SCHEMES = ("http", "https")
FILE_SCHEMES = ("http", "https", "ftp", "ftps")
LONGEST_IRI = 2000

# Word's own line breaks and hyphen, and the line separators of Unicode, have plain counterparts.
_PLAIN = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x1e": "\u2011"})
# What XML 1.0 can't carry (https://www.w3.org/TR/xml/#charsets), and the C1 controls, which nobody can see.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_BLANK_ENDS = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
_BLANKS = re.compile(r"\s+")


def remove_illegal(value: str) -> str:
    """The text without the characters that XML 1.0 can't carry; all else stays as it is."""
    # Nothing that is printable is illegal, and to ask for that is quicker.
    return value if value.isprintable() else _ILLEGAL.sub("", value)


def clean_text(value: str) -> str:
    """The text in NFC with ``\\n`` as line break, without characters illegal in XML and without blanks at its ends."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)
    return _BLANK_ENDS.sub("", unicodedata.normalize("NFC", remove_illegal(lines)))


def clean_line(value: str) -> str:
    """As :func:`clean_text`, on one line: each run of blanks and line breaks becomes one space."""
    return _BLANKS.sub(" ", clean_text(value))


def split_keywords(value: str) -> tuple[str, ...]:
    """The keywords of a list with commas, semicolons or line breaks; each once, in the order given.

    >>> split_keywords("bad, vatten;bad")
    ('bad', 'vatten')
    """
    kept: dict[str, str] = {}
    for part in re.split(r"[,;\n]", clean_text(value)):
        if keyword := clean_line(part):
            kept.setdefault(keyword.casefold(), keyword)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class CleanedIRI:
    """An IRI that is safe to write, and one sentence for each thing that was mended."""

    value: str
    mended: tuple[Bilingual, ...] = ()


class BadIRI(ValueError):
    """A web address that can't be used; ``message`` says what is wrong and what to do."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


_REMOVED = Bilingual(
    "Vi tog bort radbrytningar och osynliga tecken ur webbadressen.",
    "We removed line breaks and invisible characters from the web address.",
)
_SCHEME_ADDED = Bilingual("Vi lade till https:// först i webbadressen.", "We added https:// to the web address.")
_SCHEME_LOWERED = Bilingual(
    "Vi skrev om början av webbadressen med små bokstäver.",
    "We rewrote the beginning of the web address in lower case.",
)
_HOST_ENCODED = Bilingual(
    "Vi skrev om domännamnet så att alla datorer förstår det. Adressen leder till samma ställe.",
    "We rewrote the domain name so that every computer understands it. The address leads to the same place.",
)
_ENCODED = Bilingual(
    "Vi skrev om mellanslag, å, ä, ö och andra tecken som inte får stå i en webbadress. "
    "Adressen leder till samma ställe.",
    "We rewrote spaces, letters such as å, ä and ö, and other characters that may not stand in a web address. "
    "The address leads to the same place.",
)

_EMPTY = Bilingual("Webbadressen är tom. Skriv hela adressen.", "The web address is empty. Write the whole address.")
_TOO_LONG = Bilingual(
    f"Webbadressen är längre än {LONGEST_IRI} tecken. Använd en kortare adress.",
    f"The web address is longer than {LONGEST_IRI} characters. Use a shorter one.",
)
_REVERSED = Bilingual(
    "Webbadressen innehåller dolda tecken som ändrar läsriktningen. Skriv in adressen för hand.",
    "The web address contains hidden characters that change the reading direction. Type the address by hand.",
)
_MAIL = Bilingual(
    "Det här är en e-postadress. Skriv en webbadress som börjar med https://.",
    "This is an e-mail address. Write a web address that starts with https://.",
)
_ON_A_COMPUTER = Bilingual(
    "Det här är en fil på en dator eller ett internt nätverk. Skriv en webbadress som andra kan öppna.",
    "This is a file on a computer or an internal network. Write a web address that others can open.",
)
_RELATIVE = Bilingual(
    "Webbadressen är inte fullständig. Skriv hela adressen, till exempel https://www.example.se/data.",
    "The web address is not complete. Write the whole address, for example https://www.example.se/data.",
)
_SLASHES = Bilingual(
    "Webbadressen behöver två snedstreck efter kolonet, till exempel https://www.example.se.",
    "The web address needs two slashes after the colon, for example https://www.example.se.",
)
_USER = Bilingual(
    "Webbadressen innehåller ett användarnamn eller lösenord. Ta bort det som står före @.",
    "The web address contains a user name or password. Remove what stands before @.",
)
_PORT = Bilingual(
    "Numret efter kolonet i webbadressen är inte ett giltigt portnummer. Ta bort det eller rätta det.",
    "The number after the colon in the web address is not a valid port. Remove or correct it.",
)

# The parts of an IRI, as in RFC 3986 appendix B.
_PARTS = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):)?(?://(?P<authority>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_HIDDEN_IN_IRI = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029{_INVISIBLE}]")
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BARE_HOST = re.compile(
    r"(?://)?(?P<host>www\.[^\s/?#@:]+\.[^\s/?#@:.]+|[^\s/?#@:]+\.(?:se|nu|eu|com|org|net|info|io|gov))"
    r"(?::[0-9]+)?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?")
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def clean_iri(value: str, *, schemes: tuple[str, ...] = WEB_SCHEMES) -> CleanedIRI:
    """A typed web address as an absolute ASCII IRI (so also a URI), with what was mended.

    Letters outside ASCII are percent-encoded and a host with å, ä, ö becomes punycode: the same address by RFC 3987
    section 3.1, in the form that every harvester and link checker can fetch. Raises :class:`BadIRI`.
    """
    mended: list[Bilingual] = []
    address = _without_hidden(value, mended)
    parts = _PARTS.fullmatch(_with_scheme(address, mended))
    scheme = (parts["scheme"] or "").lower()
    _refuse_scheme(scheme, parts, schemes)
    if scheme != parts["scheme"]:
        mended.append(_SCHEME_LOWERED)
    authority = _clean_authority(parts["authority"], mended)
    rest = _encode(parts["path"], _SAFE_IN_PATH)
    for mark, name in (("?", "query"), ("#", "fragment")):
        if parts[name] is not None:
            rest += mark + _encode(parts[name], _SAFE_IN_QUERY)
    if rest != parts.string[parts.end("authority") :]:
        mended.append(_ENCODED)
    cleaned = f"{scheme}://{authority}{rest}"
    if len(cleaned) > LONGEST_IRI:
        raise BadIRI(_TOO_LONG)
    return CleanedIRI(cleaned, tuple(mended))


def _without_hidden(value: str, mended: list[Bilingual]) -> str:
    trimmed = _BLANK_ENDS.sub("", value)
    if len(trimmed) > 2 * LONGEST_IRI:  # before any work on it
        raise BadIRI(_TOO_LONG)
    if _BIDI_CONTROLS.search(trimmed):
        raise BadIRI(_REVERSED)
    address = _HIDDEN_IN_IRI.sub("", trimmed).strip()
    if not address:
        raise BadIRI(_EMPTY)
    if address != trimmed:
        mended.append(_REMOVED)
    return address


def _with_scheme(address: str, mended: list[Bilingual]) -> str:
    if not _BARE_HOST.fullmatch(address):
        return address
    mended.append(_SCHEME_ADDED)
    return "https://" + address.removeprefix("//")


def _refuse_scheme(scheme: str, parts: re.Match, schemes: tuple[str, ...]) -> None:
    address = parts.string
    if scheme == "file" or address.startswith("\\\\") or re.match(r"[A-Za-z]:[\\/]", address):
        raise BadIRI(_ON_A_COMPUTER)
    if scheme == "mailto" or (not scheme and re.fullmatch(r"[^\s/@]+@[^\s/@]+", address)):
        raise BadIRI(_MAIL)
    if not scheme:
        raise BadIRI(_RELATIVE)
    if scheme not in schemes:
        allowed_sv, allowed_en = (word.join(f"{name}://" for name in schemes) for word in (" eller ", " or "))
        raise BadIRI(
            Bilingual(
                f"En webbadress ska börja med {allowed_sv}. Den här börjar med {scheme}:.",
                f"A web address has to start with {allowed_en}. This one starts with {scheme}:.",
            )
        )
    if parts["authority"] is None:
        raise BadIRI(_SLASHES)


def _clean_authority(authority: str, mended: list[Bilingual]) -> str:
    if "@" in authority:
        raise BadIRI(_USER)
    if authority.startswith("["):
        host, bracket, port = authority.partition("]")
        host, port = host + bracket, port.removeprefix(":")
    else:
        host, _, port = authority.partition(":")
    if port and not (re.fullmatch(r"[0-9]{1,5}", port) and int(port) <= 65535):
        raise BadIRI(_PORT)
    cleaned = _clean_host(host)
    if cleaned != host:
        mended.append(_HOST_ENCODED if cleaned != host.lower() else _SCHEME_LOWERED)
    return f"{cleaned}:{port}" if port else cleaned


def _clean_host(host: str) -> str:
    """The host in lower case and punycode; raises :class:`BadIRI` when it can't be a host."""
    try:
        if host.startswith("["):
            return f"[{ipaddress.IPv6Address(host[1:-1]).compressed}]"
        if len(host) > 253:
            raise BadIRI(_bad_host(host[:60] + "…"))
        name = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
        labels = name.removesuffix(".").split(".")
        if labels[-1].isdigit():
            return str(ipaddress.IPv4Address(name))
    except ValueError as error:  # also UnicodeError, and AddressValueError
        raise error if isinstance(error, BadIRI) else BadIRI(_bad_host(host)) from error
    if not all(_LABEL.fullmatch(label) for label in labels) or (len(labels) == 1 and name != "localhost"):
        raise BadIRI(_bad_host(host))
    return name


def _bad_host(host: str) -> Bilingual:
    return Bilingual(
        f"”{host}” är inte ett giltigt domännamn. Kontrollera början av webbadressen, till exempel www.example.se.",
        f"“{host}” is not a valid domain name. Check the beginning of the web address, for example www.example.se.",
    )


def _encode(part: str, safe: str) -> str:
    """Percent-encodes what may not stand in this part; what is encoded already stays as it is."""
    return quote(_STRAY_PERCENT.sub("%25", part), safe=safe + "%")
