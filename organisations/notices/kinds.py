"""Every kind of notice: its sentence, what people choose it by, and how it comes by mail unless they say otherwise."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dcat.texts import in_language
from organisations.models import ByMail, Notice


class NoticeKind(StrEnum):
    """What may happen."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMMENTED = "commented"
    PUBLISHED = "published"
    JOINED = "joined"
    LEFT_OUT = "left_out"
    FEED_FAILED = "feed_failed"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. The sentence may name ``actor``, ``what`` and ``organisation``."""

    label: str
    sentence: str
    usual: ByMail = ByMail.NOW


KINDS: dict[str, Kind] = {
    NoticeKind.SUBMITTED: Kind(
        gettext_lazy("Någon vill ha något granskat"),
        gettext_lazy("%(actor)s vill ha ”%(what)s” granskad"),
    ),
    NoticeKind.RETURNED: Kind(
        gettext_lazy("Något som du har skrivit skickas tillbaka"),
        gettext_lazy("%(actor)s har skickat tillbaka ”%(what)s”"),
    ),
    NoticeKind.COMMENTED: Kind(
        gettext_lazy("Någon kommenterar det som du har skrivit eller granskar"),
        gettext_lazy("%(actor)s har kommenterat ”%(what)s”"),
    ),
    NoticeKind.PUBLISHED: Kind(
        gettext_lazy("Någon annan publicerar det som du har skrivit"),
        gettext_lazy("%(actor)s har publicerat ”%(what)s”"),
    ),
    NoticeKind.JOINED: Kind(
        gettext_lazy("Någon tackar ja till din inbjudan"),
        gettext_lazy("%(actor)s har tackat ja till din inbjudan"),
        usual=ByMail.DAILY,
    ),
    NoticeKind.LEFT_OUT: Kind(
        gettext_lazy("Något publicerat kan inte vara med i flödet"),
        gettext_lazy("”%(what)s” kan inte vara med i flödet"),
    ),
    NoticeKind.FEED_FAILED: Kind(
        gettext_lazy("Flödet går inte att bygga"),
        gettext_lazy("Flödet för %(organisation)s går inte att bygga"),
    ),
}


def sentence_of(notice: Notice) -> str:
    """What happened, in the language of the page or mail. Needs actor and organisation loaded."""
    kind = KINDS.get(notice.kind)
    if kind is None:  # made by a later version of the service
        return _("Något har hänt")
    return str(kind.sentence) % {
        "actor": notice.actor or _("Någon"),
        "what": in_language(notice.what, get_language()) or _("Utan titel"),
        "organisation": notice.organisation or "",
    }


def note_of(notice: Notice) -> str:
    """What the actor wrote, or why it is so, in the language of the page or mail."""
    return notice.note or in_language(notice.reason, get_language())
