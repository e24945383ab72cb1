"""Organisations' own domains: which host names are taken, and the three states of one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from organisations.domains import add_domain, domain_in_use, end_domain, remove_domain, use_domain
from organisations.hosts import clean_host, is_host
from organisations.models import OrganisationDomain
from tests.factories import make_administrator, make_member, make_organisation, sign_in


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("data.kil.se", "data.kil.se"),
        (" Data.KIL.se. ", "data.kil.se"),
        ("data.håbo.se", "data.xn--hbo-ula.se"),
        ("DATA.HÅBO.SE", "data.xn--hbo-ula.se"),
        ("data.xn--hbo-ula.se", "data.xn--hbo-ula.se"),
        ("oppna-data.region.kil.se", "oppna-data.region.kil.se"),
    ],
)
def test_a_host_is_kept_as_dns_has_it(typed, host):
    assert clean_host(typed) == host
    assert is_host(host)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("https://data.kil.se", "url"),
        ("data.kil.se/datasets", "url"),
        ("data.kil.se?x", "url"),
        ("me@data.kil.se", "url"),
        ("data.kil.se:8443", "port"),
        ("[::1]", "port"),
        ("", "form"),
        (".", "form"),
        ("..", "form"),
        ("../../etc/passwd", "url"),
        ("localhost", "form"),
        ("data", "form"),
        ("data..se", "form"),
        ("xn--a.kil.se", "form"),
        ("-data.kil.se", "form"),
        ("data-.kil.se", "form"),
        ("da_ta.kil.se", "form"),
        ("da ta.kil.se", "form"),
        ("*.kil.se", "form"),
        ("data.kil.se\x00", "form"),
        ("data.kil.se\nx", "form"),
        (f"{'a' * 64}.kil.se", "form"),
        (".".join(["abcdefgh"] * 30), "form"),
        ("127.0.0.1", "address"),
        ("１２７.0.0.1", "address"),
        ("1.2.3", "address"),
        ("data.kil.local", "not_public"),
        ("data.kil.localhost", "not_public"),
        ("data.kil.internal", "not_public"),
        ("kil.se", "whole_domain"),
        ("pp.se", "whole_domain"),
    ],
)
def test_what_is_no_host_of_an_organisation_is_refused_with_a_sentence(typed, code):
    with pytest.raises(ValidationError) as refusal:
        clean_host(typed)
    assert refusal.value.code == code
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize("typed", ["data.example.org", "DATA.example.org", "a.data.example.org"])
def test_the_installations_own_host_is_refused(typed, settings):
    settings.PUBLIC_BASE_URL = "https://data.example.org"
    with pytest.raises(ValidationError) as refusal:
        clean_host(typed)
    assert refusal.value.code == "own"


def test_a_host_that_the_settings_name_is_refused(settings):
    settings.ALLOWED_HOSTS = ["*", ".intern.kil.se"]
    with pytest.raises(ValidationError, match="egen adress"):
        clean_host("data.intern.kil.se")
    assert clean_host("data.kil.se") == "data.kil.se"


@pytest.mark.django_db
class TestStates:
    def test_a_domain_waits_is_used_and_ends(self):
        actor, kil = make_administrator(), make_organisation("Kil kommun")
        domain = add_domain(actor, organisation=kil, host="data.kil.se")
        assert domain_in_use("kil") is None
        use_domain(actor, domain=domain)
        assert domain_in_use("kil") == domain
        since = OrganisationDomain.objects.get().in_use_since
        use_domain(actor, domain=domain)
        assert OrganisationDomain.objects.get().in_use_since == since
        end_domain(actor, domain=domain)
        assert domain_in_use("kil") is None
        ended = OrganisationDomain.objects.get()
        assert (ended.in_use_since, ended.was_used, ended.is_in_use) == (since, True, False)
        use_domain(actor, domain=ended)
        assert domain_in_use("kil") == domain

    def test_one_at_a_time_is_used(self):
        actor, kil = make_administrator(), make_organisation("Kil kommun")
        first = add_domain(actor, organisation=kil, host="data.kil.se")
        second = add_domain(actor, organisation=kil, host="oppna.kil.se")
        use_domain(actor, domain=first)
        use_domain(actor, domain=second)
        assert list(OrganisationDomain.objects.in_use()) == [second]
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationDomain.objects.update(in_use_since=timezone.now(), in_use_until=None)

    def test_people_see_it_as_they_write_it(self):
        domain = add_domain(make_administrator(), organisation=make_organisation(), host="Data.Håbo.se")
        assert (domain.host, domain.name) == ("data.xn--hbo-ula.se", "data.håbo.se")

    def test_the_same_form_twice_is_one_domain(self):
        actor, kil = make_administrator(), make_organisation("Kil kommun")
        first = add_domain(actor, organisation=kil, host="data.kil.se")
        assert add_domain(actor, organisation=kil, host="Data.kil.se") == first

    def test_a_host_is_never_given_to_another(self):
        actor, kil = make_administrator(), make_organisation("Kil kommun")
        domain = add_domain(actor, organisation=kil, host="data.kil.se")
        use_domain(actor, domain=domain)
        end_domain(actor, domain=domain)
        with pytest.raises(ValidationError, match="annan organisation"):
            add_domain(actor, organisation=make_organisation(), host="data.kil.se")

    def test_only_what_was_never_used_can_be_removed(self):
        actor, kil = make_administrator(), make_organisation("Kil kommun")
        domain = add_domain(actor, organisation=kil, host="data.kil.se")
        other = add_domain(actor, organisation=kil, host="oppna.kil.se")
        use_domain(actor, domain=domain)
        end_domain(actor, domain=domain)
        with pytest.raises(ValidationError, match="har använts"):
            remove_domain(actor, domain=domain)
        remove_domain(actor, domain=other)
        assert list(OrganisationDomain.objects.all()) == [domain]

    @pytest.mark.parametrize("service", [use_domain, end_domain, remove_domain])
    def test_nobody_but_an_administrator_does_it(self, service):
        kil = make_organisation("Kil kommun")
        domain = add_domain(make_administrator(), organisation=kil, host="data.kil.se")
        before = list(OrganisationDomain.objects.values())
        responsible = make_member(kil, "organisationsansvarig")
        with pytest.raises(Http404):
            service(responsible, domain=domain)
        with pytest.raises(Http404):
            add_domain(responsible, organisation=kil, host="oppna.kil.se")
        assert list(OrganisationDomain.objects.values()) == before


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def browser(self, client):
        return sign_in(client, make_administrator())

    def test_an_administrator_adds_uses_ends_and_removes(self, browser):
        kil = make_organisation("Kil kommun")
        page = "/arbete/administration/domaner/"
        answer = browser.post(page, {"organisation": kil.pk, "host": "Data.Kil.se"}, follow=True)
        assert "data.kil.se är tillagd" in answer.content.decode()
        assert "Väntar" in answer.content.decode()
        key = OrganisationDomain.objects.get().pk
        asked = browser.get(f"{page}{key}/anvand/").content.decode()
        assert "http://data.kil.se/datasets/" in asked
        assert domain_in_use("kil") is None
        assert "Används" in browser.post(f"{page}{key}/anvand/", follow=True).content.decode()
        assert "http://data.kil.se/datasets/dcat" in browser.get("/kil/").content.decode()
        assert "http://data.kil.se/datasets/dcat" in browser.get("/arbete/kil/flode/").content.decode()
        assert "svarar så länge" in browser.get(f"{page}{key}/avsluta/").content.decode()
        assert "Avslutad" in browser.post(f"{page}{key}/avsluta/", follow=True).content.decode()
        assert "http://127.0.0.1:8000/kil/datasets/dcat" in browser.get("/kil/").content.decode()
        refused = browser.post(f"{page}{key}/ta-bort/", follow=True).content.decode()
        assert "Domänen har använts" in refused

    @pytest.mark.parametrize("host", ["https://data.kil.se", "kil.se", "127.0.0.1", "", "data.grums.se"])
    def test_what_is_refused_is_said_at_the_field_and_stays_in_it(self, browser, host):
        kil, grums = make_organisation("Kil kommun"), make_organisation("Grums kommun")
        add_domain(make_administrator(), organisation=grums, host="data.grums.se")
        answer = browser.post("/arbete/administration/domaner/", {"organisation": kil.pk, "host": host})
        assert answer.status_code == 422
        assert answer.context["form"].errors["host"]
        assert f'value="{host}"' in answer.content.decode() or not host
        assert not OrganisationDomain.objects.filter(organisation=kil).exists()
