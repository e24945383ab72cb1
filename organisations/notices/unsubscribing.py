"""The link that ends a kind of mail without signing in: signed, so that nobody can make one for somebody else."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from organisations.models import ByMail, Person
from organisations.notices.choices import choices_of, choose
from organisations.notices.kinds import KINDS

DIGEST = "digest"  # in the place of a kind: all that comes once a day

_signer = Signer(salt="organisations.notices.unsubscribe")


def unsubscribe_address(person: Person, what: str) -> str:
    """The address in a mail to the person about ``what``: a kind, or :data:`DIGEST`."""
    return settings.PUBLIC_BASE_URL + reverse("unsubscribe", args=[_signer.sign_object([person.pk, what])])


def read_token(token: str) -> tuple[Person, str] | None:
    """Whom and what a link is for; None when it is none of ours, or the person is gone."""
    try:
        key, what = _signer.unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=key).first()
    return (person, what) if person and (what in KINDS or what == DIGEST) else None


def unsubscribe(person: Person, *, what: str) -> None:
    """No more mail about it; in the application it is still told."""
    ended = [what] if what in KINDS else [kind for kind, how in choices_of(person).items() if how == ByMail.DAILY]
    choose(person, choices=dict.fromkeys(ended, ByMail.NEVER))
