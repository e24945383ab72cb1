"""The pages about links, from the first check to an exemption."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import Link, LinkExemption
from harvesting.links.noting import note_links
from organisations.models import Role
from tests.factories import make_dataset, make_distribution, make_member, make_organisation, make_published, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DEAD, UNKNOWN = "https://data.example.com/gone.csv", "https://data.example.com/busy.csv"


@pytest.fixture
def uppsala():
    """An organisation."""
    return make_organisation("Uppsala kommun", slug="uppsala")


@pytest.fixture
def rut(client, uppsala):
    """A redaktör, signed in."""
    return sign_in(client, make_member(uppsala, Role.REDAKTOR))


def _checked(url: str, state: str, reason: str) -> None:
    when = timezone.now() - timedelta(days=9)
    found = Link.objects.filter(url=url)
    assert found.update(state=state, reason=reason, checked_at=when, since=when, failed_since=when) == 1


def test_what_is_wrong_is_said_with_its_place_and_can_be_checked_again_or_exempted(rut, uppsala):
    page = reverse("organisation_links", args=["uppsala"])
    assert "Inga länkar har kontrollerats än" in rut.get(page).content.decode()
    datasets = [make_published(uppsala, f"Data {number}", distribution={"access_url": DEAD}) for number in range(7)]
    make_published(uppsala, "Lekplatser", distribution={"access_url": UNKNOWN})
    make_published(make_organisation("Enköpings kommun"), distribution={"access_url": "https://other.example/a"})
    note_links()
    _checked(DEAD, Link.State.DEAD, "not_found")
    _checked(UNKNOWN, Link.State.UNKNOWN, "too_many_requests")
    shown = rut.get(page).content.decode()
    assert "1 är trasig" in shown and "1 gick inte att kontrollera" in shown and "other.example" not in shown
    assert shown.count(f"{DEAD} är trasig sedan") == 1 and "finns inte (404)" in shown
    distribution = datasets[0].distributions.get()
    field = reverse("distribution_edit", args=["uppsala", datasets[0].uuid, distribution.uuid]) + "#id_access_url"
    assert field in shown and "och på 2 ställen till" in shown
    assert shown.index(DEAD) < shown.index(UNKNOWN)

    link = Link.objects.get(url=DEAD)
    answer = rut.post(reverse("organisation_links_check", args=["uppsala"]), {"link": link.pk}, follow=True)
    assert "1 länk kontrolleras nu" in answer.content.decode()
    assert list(Link.objects.wanted()) == [link]
    for wrong in ("x", "-1", "9" * 30, Link.objects.get(host="other.example").pk):
        assert rut.post(reverse("organisation_links_check", args=["uppsala"]), {"link": wrong}).status_code == 404
    answer = rut.post(reverse("organisation_links_check", args=["uppsala"]), follow=True)
    assert "2 länkar kontrolleras nu" in answer.content.decode()

    exempting = reverse("link_exempt", args=["uppsala", link.pk])
    refused = rut.post(exempting, {"reason": "  "})
    assert refused.status_code == 422 and "Skriv varför" in refused.content.decode()
    for reason in ("<b>Byggs om</b>", "<b>Byggs om</b>"):
        shown = rut.post(exempting, {"reason": reason}, follow=True).content.decode()
    assert "&lt;b&gt;Byggs om&lt;/b&gt;" in shown and f"{DEAD} är trasig" not in shown and "1 är undantagen" in shown
    rut.post(reverse("link_exempt_end", args=["uppsala", link.pk]))
    assert not LinkExemption.objects.exists()


def test_the_links_of_a_draft(rut, uppsala):
    draft = make_dataset(uppsala, "Badplatser", distribution={"access_url": DEAD})
    make_distribution(draft, access_url="https://data.example.com/<script>")
    form, page = (reverse(name, args=["uppsala", "Dataset", draft.uuid]) for name in ("record_edit", "record_links"))
    assert "2 länkar är inte kontrollerade" in rut.get(form).content.decode()
    answer = rut.post(reverse("record_links_check", args=["uppsala", "Dataset", draft.uuid]), follow=True)
    assert "1 länk kontrolleras nu" in answer.content.decode() and "Väntar på kontroll" in answer.content.decode()
    assert "<script>" not in answer.content.decode().partition("<main")[2]
    _checked(DEAD, Link.State.SUSPECT, "gone")
    Link.objects.update(wanted_at=None)
    shown = rut.get(page).content.decode()
    assert "kan vara trasig: sidan eller filen är borttagen (410)" in shown and "#id_access_url" in shown
    assert "1 kan vara trasig" in rut.get(form).content.decode()
    Link.objects.update(checked_at=timezone.now())
    answer = rut.post(reverse("record_links_check", args=["uppsala", "Dataset", draft.uuid]), follow=True)
    assert "kontrollerades nyss" in answer.content.decode()


def test_a_description_without_links(rut, uppsala):
    dataset = make_dataset(uppsala)
    dataset.distributions.all().delete()
    page = reverse("record_links", args=["uppsala", "Dataset", dataset.uuid])
    assert "Inga länkar än" in rut.get(page).content.decode()
    answer = rut.post(reverse("record_links_check", args=["uppsala", "Dataset", dataset.uuid]), follow=True)
    assert "inga länkar att kontrollera" in answer.content.decode()
