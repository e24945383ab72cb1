"""Who signs in to the demonstration, and who has written what in the other organisations.

The password is no secret: the accounts are refused where the public address is https (organisations.accounts).
"""

from dataclasses import dataclass

from organisations.memberships import add_administrator, add_coordinator, add_member
from organisations.models import County, Organisation, Person, Role
from organisations.people import create_person

PASSWORD = "kanelbulle-till-kaffet"
WITH_APPROVAL = "orebro"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person of the demonstration; ``place`` is an organisation's address part, where they belong to one."""

    email: str
    name: str
    what: str  # role and place, as they are shown
    place: str = ""
    role: str = ""
    counties: tuple[str, ...] = ()
    is_administrator: bool = False


SIGN_INS = (
    SignIn("redaktor@uppsala.example", "Rut Redaktör", "redaktör, Uppsala", "uppsala", Role.REDAKTOR),
    SignIn(
        "ansvarig@uppsala.example",
        "Olga Ansvarig",
        "organisationsansvarig, Uppsala",
        "uppsala",
        Role.ORGANISATIONSANSVARIG,
    ),
    SignIn(
        "redaktor@orebro.example",
        "Rune Redaktör",
        "redaktör, Örebro (where others approve)",
        WITH_APPROVAL,
        Role.REDAKTOR,
    ),
    SignIn("publicist@orebro.example", "Pia Publicist", "publicist, Örebro", WITH_APPROVAL, Role.PUBLICIST),
    SignIn(
        "ansvarig@orebro.example",
        "Otto Ansvarig",
        "organisationsansvarig, Örebro",
        WITH_APPROVAL,
        Role.ORGANISATIONSANSVARIG,
    ),
    SignIn(
        "samordnare@mellansverige.example",
        "Sam Samordnare",
        "samordnare, Uppsala län and Örebro län",
        counties=("03", "18"),
    ),
    SignIn("administrator@mellansverige.example", "Ada Administratör", "administratör", is_administrator=True),
)
ADMINISTRATOR = next(each.email for each in SIGN_INS if each.is_administrator)
# Who publishes where, when it is not the one who writes.
PUBLISHERS = {WITH_APPROVAL: "publicist@orebro.example"}


def is_demonstration_here() -> bool:
    """Whether the demonstration has been seeded."""
    return Person.objects.filter(is_demonstration=True).exists()


def open_sign_ins() -> list[SignIn]:
    """Those that can be used."""
    people = Person.objects.open_demonstration_accounts().in_bulk([each.email for each in SIGN_INS], field_name="email")
    return [each for each in SIGN_INS if each.email in people and people[each.email].has_usable_password()]


def make_people() -> dict[str, Person]:
    """The people who can sign in, by address, each with their role."""
    return {each.email: _make(each) for each in SIGN_INS}


def writer_for(organisation: Organisation, people: dict[str, Person]) -> Person:
    """The organisation's redaktör: one who can sign in, else one who is there for the record only."""
    email = f"redaktor@{organisation.slug}.example"
    if email in people:
        return people[email]
    name = f"Redaktör i {organisation.short_name}"
    person = create_person(email=email, name=name, password=None, is_demonstration=True)
    add_member(None, person=person, organisation=organisation, role=Role.REDAKTOR)
    return person


def _make(sign_in: SignIn) -> Person:
    person = create_person(email=sign_in.email, name=sign_in.name, password=PASSWORD, is_demonstration=True)
    if sign_in.place:
        organisation = Organisation.objects.get(slug=sign_in.place)
        add_member(None, person=person, organisation=organisation, role=sign_in.role)
    for county in County.objects.filter(code__in=sign_in.counties):
        add_coordinator(None, person=person, county=county)
    if sign_in.is_administrator:
        add_administrator(None, person=person)
    return person
