"""Address parts: made from names, never a word that pages use, never somebody else's."""

import re

import hypothesis
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from hypothesis import strategies

from organisations.address_parts import MAX_LENGTH, RESERVED, BadAddressPart, address_part, refuse_unusable
from organisations.models import Organisation
from organisations.organisation_changes import change_address_part, create_organisation, rename_organisation
from tests.factories import make_administrator, make_county, make_member, make_organisation, make_organisation_number


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Örebro", "orebro"),
        ("Älvkarleby", "alvkarleby"),
        ("Håbo", "habo"),
        ("Region Örebro län", "region-orebro-lan"),
        ("  Malung-Sälen ", "malung-salen"),
        ("A\u030ama\u0301l", "amal"),  # letters and their marks apart
        ("ÆRØ ß", "aero-ss"),
        ("Hällefors / Nora", "hallefors-nora"),
    ],
)
def test_a_name_becomes_lower_case_ascii_with_hyphens(name, part):
    assert address_part(name) == part


@pytest.mark.parametrize("name", ["", "   ", "…", "🦆", "Static", "DATASETS", "Inbjudan"])
def test_a_name_that_leaves_nothing_usable_is_refused(name):
    with pytest.raises(BadAddressPart):
        address_part(name)


@pytest.mark.parametrize("part", ["Örebro", "UPPSALA", "a b", "-a", "a-", "a--b", "../x", "a/b", "a\n", "٣", "a" * 101])
def test_a_badly_formed_part_is_refused(part):
    with pytest.raises(BadAddressPart):
        refuse_unusable(part)


@hypothesis.given(strategies.text(max_size=300))
def test_whatever_is_made_from_a_name_is_well_formed_and_free(name):
    try:
        part = address_part(name)
    except BadAddressPart:
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", part)
    assert len(part) <= MAX_LENGTH
    assert part not in RESERVED
    assert address_part(part) == part


def written_addresses(patterns, before: str = "") -> set[str]:
    """Every address of the URLconf as it is written, with what stands for values left as `<`."""
    found = set()
    for entry in patterns:
        route = str(entry.pattern)
        if isinstance(entry.pattern, RegexPattern):
            route = re.sub(r"[(\[.\\].*", "<", route.removeprefix("^")).removesuffix("$")
        if isinstance(entry, URLResolver):
            found |= written_addresses(entry.url_patterns, before + route)
        elif isinstance(entry, URLPattern):
            found.add(before + route)
    return found


def test_every_word_that_an_address_begins_with_is_reserved():
    addresses = written_addresses(get_resolver().url_patterns) | {settings.STATIC_URL.lstrip("/")}
    first_words = {address.split("/")[0] for address in addresses}
    assert "arbete" in first_words, "the walk over the URLconf finds nothing"
    used = {word for word in first_words if word and "<" not in word}
    assert used <= RESERVED, f"add to organisations/address_parts.py: {sorted(used - RESERVED)}"


def test_every_word_that_stands_where_the_workspace_has_its_organisations_is_reserved():
    addresses = [address.split("/") for address in written_addresses(get_resolver().url_patterns)]
    second_words = {parts[1] for parts in addresses if parts[0] == "arbete" and len(parts) > 1}
    used = {word for word in second_words if word and "<" not in word}
    assert "administration" in used
    assert used <= RESERVED, f"add to organisations/address_parts.py: {sorted(used - RESERVED)}"


@pytest.mark.django_db
class TestKeepingAddresses:
    def test_a_new_name_leaves_the_address_alone(self):
        organisation = make_organisation("Örebro kommun")
        rename_organisation(None, organisation=organisation, name="Örebro stad")
        organisation.refresh_from_db()
        assert (organisation.name, organisation.slug, organisation.short_name) == ("Örebro stad", "orebro", "Örebro")

    def test_a_new_name_finds_its_place_in_the_order(self):
        county = make_county()
        alpha, omega = make_organisation("Alfa kommun", county=county), make_organisation("Omega kommun", county=county)
        rename_organisation(None, organisation=alpha, name="Österalfa kommun")
        assert list(Organisation.objects.by_county()) == [omega, alpha]

    def test_a_former_address_goes_on_leading_to_its_organisation(self):
        organisation = make_organisation("Örebro kommun")
        change_address_part(make_administrator(), organisation=organisation, part="orebro-stad")
        assert Organisation.objects.at_address("orebro") == organisation
        assert Organisation.objects.at_address("orebro").slug == "orebro-stad"
        assert Organisation.objects.at_address("orebro-stad") == organisation
        assert Organisation.objects.at_address("norrbro") is None

    def test_a_former_address_is_never_given_to_another(self):
        change_address_part(make_administrator(), organisation=make_organisation("Örebro kommun"), part="orebro-stad")
        other = make_organisation("Kumla kommun")
        with pytest.raises(ValidationError, match="används eller har använts"):
            change_address_part(make_administrator(), organisation=other, part="orebro")
        with pytest.raises(ValidationError, match="används eller har använts"):
            create_organisation(
                kind="kommun",
                name="Örebro kommun",
                short_name="Örebro",
                county=make_county(),
                organisation_number=make_organisation_number(99_999),
            )

    def test_an_organisation_can_have_its_own_former_address_back(self):
        organisation = make_organisation("Örebro kommun")
        change_address_part(make_administrator(), organisation=organisation, part="orebro-stad")
        change_address_part(make_administrator(), organisation=organisation, part="orebro")
        assert Organisation.objects.get(pk=organisation.pk).slug == "orebro"
        assert [former.slug for former in organisation.former_addresses.all()] == ["orebro-stad"]

    @pytest.mark.parametrize("part", ["arbete", "Örebro", "a b", ""])
    def test_an_unusable_address_is_refused_with_a_sentence(self, part):
        organisation = make_organisation("Örebro kommun")
        with pytest.raises(ValidationError, match="Adressdelen får bara ha"):
            change_address_part(make_administrator(), organisation=organisation, part=part)

    def test_only_an_administrator_changes_an_address(self):
        organisation = make_organisation("Örebro kommun")
        with pytest.raises(PermissionDenied):
            change_address_part(
                make_member(organisation, "organisationsansvarig"), organisation=organisation, part="orebro-stad"
            )
        assert Organisation.objects.get(pk=organisation.pk).slug == "orebro"
