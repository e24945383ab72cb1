"""The pages of coverage: what leads on from them, and to whom they show what."""

import pytest
from django.urls import reverse
from django.utils import timezone

from harvesting.scheduler import BETWEEN_WORKS, Scheduler
from organisations.models import Role
from tests.coverage.test_matrix import make_recommended
from tests.factories import make_coordinator, make_county, make_dataset, make_member, make_organisation, sign_in

pytestmark = pytest.mark.django_db


def test_who_may_write_begins_from_a_cell_and_a_coordinator_only_sees_it(client):
    sala = make_organisation("Sala kommun")
    wanted = make_recommended("badplatser", "Badplatser")
    cell = reverse("coverage_cell", args=[sala.slug, wanted.key])
    begin = reverse("start_recommended", args=[sala.slug, wanted.key])

    page = sign_in(client, make_member(sala, Role.REDAKTOR)).get(cell).content.decode()
    assert begin in page and reverse("own_coverage", args=[sala.slug]) in page

    page = sign_in(client, make_coordinator(sala.county)).get(cell).content.decode()
    assert begin not in page and "Saknas" in page

    draft = make_dataset(sala, "Hemlig titel", recommended_dataset=wanted)
    page = client.get(cell).content.decode()
    assert "Ett utkast" in page and "Hemlig titel" not in page and str(draft.uuid) not in page

    page = sign_in(client, make_member(sala, Role.REDAKTOR)).get(cell).content.decode()
    assert begin not in page and str(draft.uuid) in page


def test_a_coordinator_is_led_to_their_counties_and_to_no_others(client):
    sala = make_organisation("Sala kommun")
    make_organisation("Heby kommun", county=make_county("03"))
    make_recommended("badplatser", "Badplatser")
    sign_in(client, make_coordinator(sala.county))
    assert reverse("coordination") in client.get(reverse("workspace"), follow=True).content.decode()
    area = client.get(reverse("coordination"))["Location"]
    for address in (area, f"{area}karta/", f"{area}matris/", f"{area}matris/?order=covered&size=rubbish&state=missing"):
        page = client.get(address).content.decode()
        assert "Sala" in page and "Heby" not in page
    sign_in(client, make_member(sala, Role.REDAKTOR))
    assert reverse("coordination") not in client.get(reverse("dashboard", args=[sala.slug])).content.decode()
    assert client.get(area).status_code == 404


def test_the_scheduler_begins_the_works_of_the_settings_now_and_then(settings, tmp_path, monkeypatch):
    settings.SCHEDULED_WORKS = ["coverage.measures.taking.take_if_due"]
    begun = []
    monkeypatch.setattr("harvesting.beside.Beside.start", lambda beside: begun.append(beside._work.__name__))
    scheduler = Scheduler(tmp_path / "scheduler.json", ask=lambda *asked: True)
    now = timezone.now()
    for moment in (now, now + BETWEEN_WORKS / 2, now + BETWEEN_WORKS):
        scheduler.run_round(moment)
    assert begun.count("take_if_due") == 2
