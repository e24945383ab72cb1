"""Every write to a person: making one, the profile, ending sessions, closing demonstration accounts."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from organisations import audit
from organisations.models import Person


@transaction.atomic
def create_person(
    *, email: str, name: str, password: str | None, language: str = "sv", is_demonstration: bool = False
) -> Person:
    """A person whose address is taken as proved: somebody got an invitation at it."""
    person = Person.objects.create_user(
        email, password, name=name, language=language, is_demonstration=is_demonstration
    )
    keep_verified_address(person)
    return person


def keep_verified_address(person: Person) -> None:
    """Make sure that password resets reach the person at the address that they sign in with."""
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def update_profile(actor: Person, *, name: str, language: str) -> None:
    """Change one's own name and language."""
    actor.name, actor.language = name, language
    actor.save(update_fields=["name", "language"])


def end_sessions(person: Person) -> int:
    """Sign the person out everywhere, at once; the number of sessions that ended."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def erase_person(actor: Person | None, *, person: Person) -> None:
    """Delete the account and all that belongs to it. What the person published stays, without saying who it was."""
    end_sessions(person)
    key = person.pk
    person.delete()
    audit.record("person_erased", actor, person=key)


@transaction.atomic
def close_demonstration_accounts(actor: Person | None) -> int:
    """Make every demonstration account unusable; the number of accounts closed."""
    people = list(Person.objects.open_demonstration_accounts())
    for person in people:
        person.is_active = False
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        end_sessions(person)
        audit.record("demonstration_account_closed", actor, person=person.pk)
    return len(people)
