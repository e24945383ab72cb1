"""The feed of all participating organisations together."""

import pytest
import rdflib
import time_machine
from django.utils import timezone

from catalog.models import Release
from catalog.models.release import hash_of
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep
from organisations.models import County, Organisation
from tests.factories import ENVIRONMENT, make_contact, make_county, make_organisation
from tests.harvesting.factories import (
    catalogue_of,
    edit_record,
    feed_of,
    make_feeds,
    make_main_publisher,
    make_published,
    poison,
    publish_record,
    withdraw_record,
)
from tests.harvesting.reading import DCAT, DCTERMS, FOAF, VCARD, catalogues, datasets, feed_bytes, graph_of, listed

pytestmark = pytest.mark.django_db
TRANSPORT = "http://publications.europa.eu/resource/authority/data-theme/TRAN"


@pytest.fixture
def main():
    return make_main_publisher()


def combined() -> rdflib.Graph:
    make_feeds()
    feed = feed_of(None)
    assert build(feed.pk, trigger=Snapshot.Trigger.SWEEP) in (Outcome.BUILT, Outcome.NOT_DUE)
    return graph_of(feed_bytes(feed))


def parts(graph: rdflib.Graph) -> set[str]:
    return {str(each) for each in graph.objects(None, DCTERMS.hasPart)}


def is_due() -> bool:
    make_feeds()
    return feed_of(None) in Feed.objects.outdated()


def test_the_main_catalogue_lists_every_dataset_and_names_the_parts(main):
    first, second = make_organisation(), make_organisation()
    make_organisation()  # has published nothing
    published = [make_published(first), make_published(first), make_published(second)]
    graph = combined()
    main_iri = feed_of(None).main_catalogue_iri
    assert parts(graph) == {catalogue_of(first).iri, catalogue_of(second).iri}
    assert catalogues(graph) == {main_iri, *parts(graph)}
    assert listed(graph, main_iri) == datasets(graph) == {each.iri for each in published}
    assert listed(graph, catalogue_of(second).iri) == {published[2].iri}
    assert set(graph.subjects(DCTERMS.hasPart, None)) == {rdflib.URIRef(main_iri)}
    for catalogue in catalogues(graph):
        assert graph.value(rdflib.URIRef(catalogue), DCTERMS.title) is not None
        assert graph.value(rdflib.URIRef(catalogue), DCTERMS.publisher) is not None


def test_the_main_publisher_is_described_once_also_when_it_publishes_itself(main):
    make_published(main)
    make_feeds()
    build(feed_of(None).pk, trigger=Snapshot.Trigger.SWEEP)
    data = feed_bytes(feed_of(None)).decode()
    assert data.count(f'<foaf:Agent rdf:about="{main.agent_iri}"') == 1
    publisher = graph_of(data.encode()).value(rdflib.URIRef(feed_of(None).main_catalogue_iri), DCTERMS.publisher)
    assert str(publisher) == main.agent_iri


def test_before_anybody_has_published_there_is_a_main_catalogue_without_parts(main):
    make_organisation()
    graph = combined()
    assert catalogues(graph) == {feed_of(None).main_catalogue_iri}
    assert datasets(graph) == parts(graph) == set()


def test_who_does_not_take_part_is_not_in_it_and_the_feed_is_built_again_when_that_changes(main):
    inside, outside = make_organisation(), make_organisation()
    kept, moved = make_published(inside), make_published(outside)
    assert datasets(combined()) == {kept.iri, moved.iri}
    Organisation.objects.filter(pk=outside.pk).update(in_combined_feed=False)
    assert is_due()
    assert datasets(combined()) == {kept.iri}
    make_published(outside)
    assert is_due()  # a build for nothing, but none is ever missed
    assert datasets(combined()) == {kept.iri}
    Organisation.objects.filter(pk=outside.pk).update(in_combined_feed=True)
    assert is_due()
    assert len(datasets(combined())) == 3


def test_leaving_and_coming_back_between_two_builds_changes_nothing(main):
    organisation = make_organisation()
    make_published(organisation)
    combined()
    Organisation.objects.filter(pk=organisation.pk).update(in_combined_feed=False)
    assert is_due()
    Organisation.objects.filter(pk=organisation.pk).update(in_combined_feed=True)
    assert not is_due()


def test_an_organisation_that_withdrew_everything_is_no_longer_a_part(main):
    first, second = make_organisation(), make_organisation()
    make_published(first)
    dataset = make_published(second)
    combined()
    withdraw_record(dataset)
    assert parts(combined()) == {catalogue_of(first).iri}


def test_the_main_catalogue_keeps_its_iri_when_the_public_address_changes(main, settings):
    make_published(make_organisation())
    combined()
    before = feed_of(None).main_catalogue_iri
    settings.PUBLIC_BASE_URL = "https://data.example.com"
    make_feeds()
    assert feed_of(None).main_catalogue_iri == before
    assert f'"{before}"' in feed_bytes(feed_of(None)).decode()


def test_there_is_one_combined_feed_however_often_it_is_made(main):
    make_feeds()
    make_feeds()
    assert Feed.objects.combined().count() == 1
    assert Feed.objects.count() == Organisation.objects.count() + County.objects.count() + 1


def test_every_dataset_of_the_parts_has_its_distributions_in_it(main):
    make_published(make_organisation())
    graph = combined()
    distributions = set(graph.objects(None, DCAT.distribution))
    assert distributions
    assert distributions == set(graph.subjects(rdflib.RDF.type, DCAT.Distribution))


def test_a_demonstration_says_of_the_texts_that_nobody_wrote_that_they_are_examples(main, settings):
    settings.DEMONSTRATION = True

    graph = combined()

    titles = graph.objects(rdflib.URIRef(feed_of(None).main_catalogue_iri), DCTERMS.title)
    assert {str(title).partition(":")[0] for title in titles} == {"Exempel", "Example"}


def test_what_two_describe_differently_is_described_once_by_the_longer_description(main):
    standard, terms = "https://standards.example.com/bad", "https://www.example.com/villkor"
    brief = {"iri": standard, "title": {"sv": "Bad"}}
    full = {"iri": standard, "title": {"sv": "Badplatser 1.0", "en": "Bathing sites 1.0"}}
    for standard_said, terms_said in ((brief, "Villkor"), (full, "Villkor för våra data"), (brief, "Regler")):
        organisation = make_organisation()
        contact = make_contact(organisation, email=["data@example.com"])
        licence = {"license": "", "other_license": [{"iri": terms, "title": {"sv": terms_said}}]}
        make_published(organisation, contact=contact, conforms_to=[standard_said], distribution=licence)

    graph = combined()

    titles = {str(title) for title in graph.objects(rdflib.URIRef(standard), DCTERMS.title)}
    assert titles == {"Badplatser 1.0", "Bathing sites 1.0"}
    assert [str(title) for title in graph.objects(rdflib.URIRef(terms), DCTERMS.title)] == ["Villkor för våra data"]
    mailboxes = list(graph.subject_objects(VCARD.hasEmail))
    assert len(mailboxes) == 3 and {str(address) for _contact, address in mailboxes} == {"mailto:data@example.com"}
    assert check_document(feed_bytes(feed_of(None)), DCAT_AP_SE, expected=datasets(graph)) == []


def of_no_class(catalogue) -> None:
    """Make something of the released catalogue that nothing can be made of."""
    release = Release.objects.get(current_for=catalogue)
    content = release.content | {"class": "NoSuchClass"}
    Release.objects.filter(pk=release.pk).update(content=content, content_hash=hash_of(content))


@pytest.mark.parametrize("damage", [poison, of_no_class])
def test_one_organisations_broken_catalogue_does_not_stop_the_others(main, damage):
    broken, whole = make_organisation(), make_organisation()
    published = {make_published(broken).iri, make_published(whole).iri}
    damage(catalogue_of(broken))
    graph = combined()
    assert datasets(graph) == published
    assert parts(graph) == {catalogue_of(broken).iri, catalogue_of(whole).iri}
    assert {each["iri"] for each in feed_of(None).left_out} == {catalogue_of(broken).iri}
    # What is known of the organisation stands in for it, and goes on doing so.
    for name in (broken.name, "Heby kommun"):
        Organisation.objects.filter(pk=broken.pk).update(name=name)
        assert name in str(combined().value(rdflib.URIRef(catalogue_of(broken).iri), DCTERMS.title, any=True))


def test_the_owner_of_a_catalogue_that_can_not_be_read_is_told_that_it_is_the_catalogue(main):
    broken = make_organisation()
    make_published(broken)
    of_no_class(catalogue_of(broken))
    make_feeds()
    assert build(feed_of(broken).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.FAILED
    findings = feed_of(broken).last_error["findings"]
    assert [(each["code"], each["iri"]) for each in findings] == [("unrenderable", catalogue_of(broken).iri)]


def test_a_countys_feed_follows_what_a_publisher_from_another_county_says_of_itself(main):
    uppsala = make_organisation(county=make_county("03"))
    make_published(uppsala)
    make_feeds()
    county = Feed.objects.get(kind=Feed.Kind.COUNTY, subject="03")
    assert build(county.pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
    agent = main.publisher_agent
    edit_record(agent, homepage=["https://www.example.org/om-regionen"])
    publish_record(agent)
    make_feeds()
    assert build(county.pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
    graph = graph_of(feed_bytes(county))
    assert graph.value(rdflib.URIRef(agent.iri), FOAF.homepage) == rdflib.URIRef("https://www.example.org/om-regionen")


def test_a_themes_feed_is_made_anew_by_what_it_gathers_and_by_nothing_else(main):
    def wanted() -> tuple[bytes, str]:
        sweep()
        feed = Feed.objects.get(kind=Feed.Kind.THEME, subject=ENVIRONMENT)
        assert build(feed.pk, trigger=Snapshot.Trigger.SWEEP) in (Outcome.BUILT, Outcome.NOT_DUE)
        data = feed_bytes(feed)
        catalogue = rdflib.URIRef(catalogue_of(organisation).iri)
        return data, str(graph_of(data).value(catalogue, DCTERMS.modified))

    organisation = make_organisation()
    dataset = make_published(organisation, theme=[ENVIRONMENT])
    with time_machine.travel(timezone.now(), tick=True) as clock:
        other = make_published(organisation, theme=[TRANSPORT])
        clock.shift(60)
        first, modified = wanted()
        clock.shift(60)
        edit_record(other, title={"sv": "Ny titel"})
        publish_record(other)
        assert wanted() == (first, modified)
        clock.shift(60)
        catalogue = catalogue_of(organisation)
        edit_record(catalogue, title={"sv": "Vår katalog"})
        publish_record(catalogue)
        _data, after_the_catalogue = wanted()
        assert after_the_catalogue > modified
        make_published(organisation, theme=[ENVIRONMENT])
        clock.shift(60)
        edit_record(dataset, theme=[TRANSPORT])
        publish_record(dataset)
        without, after_leaving = wanted()
        assert dataset.iri not in without.decode()
        assert after_leaving > after_the_catalogue
