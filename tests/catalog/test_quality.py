"""The quality of releases as it is kept, counted again and gathered; and the pages and panels that show it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.models import Dataset, Record, Release, ReleaseQuality
from catalog.services.publish import publish, withdraw
from catalog.services.quality import VERSION, count_again, count_due
from catalog.services.save import save_record
from organisations.models import Role
from tests.application.people import client_of
from tests.factories import (
    make_administrator,
    make_contact,
    make_coordinator,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

INTERNAL = Release.Visibility.INTERNAL
# What a published dataset of the factories has: keywords 30, theme 30; format 80, compliance 30; licence 30, access
# rights 15, contact 20, publisher 10. Its one link, worth 50, has not been tried.
MADE, MADE_BEST = 245, 295


def test_a_publication_keeps_the_score_and_nothing_else_has_one():
    organisation = make_organisation()
    dataset = make_published(organisation)

    kept = ReleaseQuality.objects.get()
    assert kept.release_id == dataset.current_release_id
    assert (kept.european, kept.european_best, kept.portal, kept.portal_best) == (MADE, MADE_BEST, 215, 265)
    assert kept.stars == 3
    assert kept.missing == {
        "download": 50,
        "spatial": 20,
        "temporal": 20,
        "rights": 5,
        "byte_size": 5,
        "issued": 5,
        "modified": 5,
    }
    assert Release.objects.in_force().exclude(pk=kept.release_id).exists()


def test_what_is_due_is_counted_and_nothing_twice(monkeypatch):
    organisation, now = make_organisation(), timezone.now()
    dataset = make_published(organisation)
    other = make_published(organisation, visibility=INTERNAL)
    assert count_due(now) == 0

    ReleaseQuality.objects.filter(release=other.current_release).delete()  # as rows that were written in bulk
    assert (count_due(now), count_due(now)) == (1, 0)

    url = dataset.distributions.get().access_url
    monkeypatch.setattr("catalog.services.quality.answers_for", lambda urls: {url: True})
    assert count_again([dataset.current_release_id], now) == 1
    assert (count_due(now), count_due(now)) == (1, 0)
    kept = ReleaseQuality.objects.get(release=dataset.current_release)
    assert (kept.european, kept.european_best) == (MADE_BEST, MADE_BEST)

    ReleaseQuality.objects.filter(release=dataset.current_release).update(version=VERSION - 1)
    assert count_due(now) == 1
    assert count_due(now + timedelta(days=2), most=1) == 1
    assert count_due(now + timedelta(days=2)) == 1

    withdraw(make_administrator(), record=dataset)
    ReleaseQuality.objects.update(due_at=now)
    assert count_due(now) == 1


def test_only_what_everybody_may_see_is_gathered():
    organisation = make_organisation()
    public = make_published(organisation)
    make_published(organisation, visibility=INTERNAL)
    withdraw(make_administrator(), record=make_published(organisation))
    make_published(make_organisation())

    found = ReleaseQuality.objects.public().of(organisation)

    assert [each.release_id for each in found] == [public.current_release_id]
    assert list(found.lacking("temporal")) == list(found)
    assert not found.lacking("keywords")


def test_the_panel_follows_what_is_saved_and_leads_to_the_fields():
    organisation = make_organisation()
    dataset = make_dataset(organisation)
    client = client_of(make_member(organisation, Role.REDAKTOR))
    edit = reverse("record_edit", args=[organisation.slug, Record.ClassName.DATASET, dataset.uuid])
    address = reverse("dataset_quality", args=[organisation.slug, dataset.uuid])

    page = client.get(edit).content.decode()
    panel = client.get(address, headers={"hx-request": "true"}).content.decode()
    for shown in (page, panel):
        assert re.search(rf"{MADE}</strong>\s+av 405", shown)
        assert re.search(r"215</strong>\s+av 375", shown)
        assert "3 av 5 stjärnor" in shown
        assert f'href="{edit}#id_temporal"' in shown
        assert "En länk är inte prövad än" in shown
    assert "<html" not in panel and "<html" in client.get(address).content.decode()
    # The five that are worth most stand in the open, the others are folded.
    in_the_open, folded = panel.split("<details", 1)
    assert in_the_open.count("poäng</span>") == 5 and folded.count("poäng</span>") == 2

    save_record(
        make_administrator(),
        record=dataset,
        values={"temporal": [{"start_date": "2024"}], "issued": "2024"},
        edit_number=dataset.edit_number,
    )
    panel = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert re.search(rf"{MADE + 25}</strong>\s+av 405", panel)
    assert "#id_temporal" not in panel


def test_the_panel_of_an_empty_draft_and_of_an_api_say_what_can_be_had():
    organisation = make_organisation()
    client = client_of(make_member(organisation, Role.REDAKTOR))
    dataset = make_dataset(organisation)
    address = reverse("dataset_quality", args=[organisation.slug, dataset.uuid])
    dataset.distributions.update(format="application/vnd.ogc.wms_xml")
    assert "högst 350 av 405" in client.get(address).content.decode()

    dataset.distributions.all().delete()
    shown = client.get(address).content.decode()
    assert "#distributioner" in shown and "220 poäng" in shown


def test_the_page_of_an_organisation_says_what_costs_most_and_where():
    organisation = make_organisation()
    good = make_published(organisation, "Badplatser", temporal=[{"start_date": "2024"}])
    bad = make_published(organisation, "Lekplatser", keyword={})
    make_published(organisation, "Hemligt", visibility=INTERNAL)
    ReleaseQuality.objects.filter(release=bad.current_release).update(missing={"keywords": 30}, european=100)
    address = reverse("organisation_quality", args=[organisation.slug])

    for person in (make_member(organisation, Role.REDAKTOR), make_coordinator(organisation.county)):
        shown = client_of(person).get(address).content.decode()
        mean = round((MADE + 20 + 100) / 2)
        assert re.search(rf"<dd>\s*{mean}\s*</dd>", shown)
        assert "Hemligt" not in shown
        # The worst one first.
        assert shown.index("Lekplatser") < shown.index("Badplatser")

    client = client_of(make_member(organisation, Role.REDAKTOR))
    only = client.get(address, {"saknar": "keywords"}).content.decode()
    assert "Lekplatser" in only and "Badplatser" not in only
    assert client.get(address, {"saknar": "' OR 1=1"}).status_code == 200
    assert str(good.uuid) in client.get(address).content.decode()


def test_the_page_of_an_organisation_takes_the_same_queries_for_more_datasets(django_assert_num_queries):
    organisation = make_organisation()
    make_published(organisation)
    client = client_of(make_member(organisation, Role.REDAKTOR))
    address = reverse("organisation_quality", args=[organisation.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)

    for _number in range(3):
        make_published(organisation)

    with django_assert_num_queries(len(before)):
        assert client.get(address).context["overview"].count == 4


def test_the_page_of_an_organisation_without_datasets_says_so():
    organisation = make_organisation()
    client = client_of(make_member(organisation, Role.REDAKTOR))

    assert (
        "inga publicerade datamängder"
        in client.get(reverse("organisation_quality", args=[organisation.slug])).content.decode()
    )


def test_a_preview_shows_the_draft_as_page_and_as_rdf_to_those_who_may_read_it():
    organisation = make_organisation()
    contact = make_contact(organisation, name="Kundtjänst")
    dataset = make_dataset(
        organisation, "<b>Bad</b> & sjö", contact_point=[contact], spatial=["http://sws.geonames.org/2666199/"]
    )
    make_distribution(dataset, title={"sv": "Som kalkylblad"})
    address = reverse("dataset_preview", args=[organisation.slug, dataset.uuid])
    client = client_of(make_member(organisation, Role.REDAKTOR))

    response = client.get(address)
    shown = response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "&lt;b&gt;Bad&lt;/b&gt; &amp; sjö" in shown and "<b>Bad</b>" not in shown
    assert "Som kalkylblad" in shown and "Kundtjänst" in shown
    assert "&lt;dcat:Dataset rdf:about=" in shown and "a dcat:Dataset" in shown
    # The contact that will be published along is described too.
    assert shown.count(contact.iri) >= 2
    hidden = shown[shown.index("Det här visar portalen inte") :]
    assert "2666199" in hidden

    assert client_of(make_coordinator(organisation.county)).get(address).status_code == 404
    edit = client.get(reverse("record_edit", args=[organisation.slug, Record.ClassName.DATASET, dataset.uuid]))
    publication = client.get(f"{edit.request['PATH_INFO']}publicera/")
    assert address in edit.content.decode() and address in publication.content.decode()


def test_the_rdf_of_a_preview_is_that_of_the_publication():
    organisation = make_organisation()
    dataset = make_dataset(organisation)
    client = client_of(make_member(organisation, Role.REDAKTOR))
    before = client.get(reverse("dataset_preview", args=[organisation.slug, dataset.uuid])).context["documents"]

    publish(make_administrator(), record=dataset, visibility=Release.Visibility.PUBLIC)
    after = client.get(reverse("dataset_preview", args=[organisation.slug, dataset.uuid])).context["documents"]
    published = client.get(reverse("rdf_dataset", args=[organisation.slug, dataset.uuid, "rdf"])).content.decode()

    assert sorted(before[0].text.splitlines()) == sorted(after[0].text.splitlines()) == sorted(published.splitlines())


def test_a_draft_that_can_not_be_written_is_previewed_without_rdf():
    organisation = make_organisation()
    dataset = make_dataset(organisation)
    Dataset.objects.filter(pk=dataset.pk).update(issued="i våras")
    dataset.distributions.update(access_url="javascript:alert(1)", download_url=["javascript:alert(2)"])
    make_distribution(dataset, access_url="", format="")
    client = client_of(make_member(organisation, Role.REDAKTOR))

    shown = client.get(reverse("dataset_preview", args=[organisation.slug, dataset.uuid])).content.decode()

    assert "i våras" in shown
    assert 'href="javascript' not in shown and 'href="None"' not in shown and 'href=""' not in shown
    assert "Det går inte att skriva RDF än" in shown
