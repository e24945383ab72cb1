"""Host names of organisations: what people type, made into the name that DNS has, or refused with the reason."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import is_same_domain
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 253
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_FEWEST_PARTS = 3
# Names that no public DNS leads to us by: RFC 6761, RFC 6762, RFC 8375, RFC 7686, and what routers make up.
_NOT_PUBLIC = frozenset("alt arpa corp example home internal invalid lan local localhost onion test".split())


def is_host(text: str) -> bool:
    """Whether it is a host name as :func:`clean_host` returns them; safe as the name of a file."""
    return len(text) <= MAX_LENGTH and _HOST.fullmatch(text) is not None


def clean_host(typed: str) -> str:
    """The host name in lower case and ASCII, without the full stop at its end; ValidationError when it is none."""
    text = typed.strip().removesuffix(".")
    if "://" in text or set(text) & set("/?#@\\"):
        raise ValidationError(
            _("Skriv bara värdnamnet, utan https:// och utan snedstreck: data.kommun.se."), code="url"
        )
    if ":" in text:
        raise ValidationError(_("Skriv värdnamnet utan portnummer: data.kommun.se."), code="port")
    host = _in_ascii(text)
    _refuse_unreachable(host)
    _refuse_our_own(host)
    return host


def in_words(host: str) -> str:
    """The host name as people write it, with å, ä and ö; UnicodeError when it means nothing."""
    return host.encode("ascii").decode("idna")


def _in_ascii(text: str) -> str:
    form = ValidationError(
        _("Det här är inte ett värdnamn. Det består av ord med punkter mellan: data.kommun.se."), code="form"
    )
    try:
        host = text.encode("idna").decode("ascii").lower()
        in_words(host)  # also what is typed as xn-- has to mean something
    except UnicodeError as error:
        raise form from error
    if not is_host(host):
        raise form
    return host


def _refuse_unreachable(host: str) -> None:
    parts = host.split(".")
    if parts[-1].isdigit():
        raise ValidationError(_("Det här är en IP-adress. Ange ett värdnamn: data.kommun.se."), code="address")
    if parts[-1] in _NOT_PUBLIC:
        raise ValidationError(_("Namnet finns inte på internet. Ange ett namn som alla når."), code="not_public")
    if len(parts) < _FEWEST_PARTS:
        # Either nobody's (a public suffix such as pp.se) or the organisation's whole website.
        raise ValidationError(
            _("Ange ett namn under er egen domän, till exempel data.%(host)s. Domänen själv behövs för webbplatsen."),
            code="whole_domain",
            params={"host": host},
        )


def _refuse_our_own(host: str) -> None:
    own = {urlsplit(settings.PUBLIC_BASE_URL).hostname, *settings.ALLOWED_HOSTS} - {"*", None}
    if any(is_same_domain(host, name) or is_same_domain(host, f".{name.removeprefix('.')}") for name in own):
        raise ValidationError(_("Det här är webbplatsens egen adress, eller ett namn under den."), code="own")
