"""The demonstration, seeded once for this module: as much as is promised, valid, and never taken for the truth."""

import html
import json
import os
import re
import subprocess
import sys
from collections import Counter
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings as live_settings
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone
from rdflib.namespace import RDF

from catalog.columns import WITH_PUBLISHER, WITHOUT_COLUMN
from catalog.describe import describe, load_for_describing
from catalog.findings import errors_among, findings_for
from catalog.generation.datasets import dataset_values
from catalog.generation.kinds import kinds, standards
from catalog.generation.wording import is_marked
from catalog.models import Dataset, RecommendedDataset, Record, Release
from catalog.paths import PAGES
from coverage.models import Measured, ProposedMatch, Statement
from dcat.check import check
from dcat.finding import Severity
from dcat.formats import FORMATS
from dcat.negotiation import Choice
from dcat.node import LanguageText, Node
from dcat.preflight import check_document
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES, Level
from dcat.reader import parse, read
from dcat.rules import is_high_value
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep
from organisations.address_parts import address_part
from organisations.models import Organisation, Person
from organisations.permissions import organisations_of
from organisations.seeding import read_facts
from pages.demonstration.descriptions import chance_for
from pages.demonstration.everything import SLUG as EVERYTHING
from pages.demonstration.flaws import FLAWS
from pages.demonstration.people import PASSWORD, SIGN_INS
from pages.demonstration.plan import PLANS, Plan
from tests.dcat.graphs import canonical
from tests.dcat.shacl_judge import BINDING, violations
from tests.dcat.template_judge import missing
from tests.dcat.template_rows import Templates
from tests.harvesting.reading import DCAT, DCTERMS, feed_bytes, graph_of
from tests.reference import reference_json

# One process seeds and all tests of the module run in it, where the run is grouped (--dist loadgroup).
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

STATES = Record.State
# Names of things in the world, that nobody is led to as if they were the organisation's own.
IDENTIFIERS = {
    "creativecommons.org",
    "data.europa.eu",
    "doi.org",
    "dataportal.se",
    "gtfs.org",
    "inspire.ec.europa.eu",
    "lankadedata.se",
    "publications.europa.eu",
    "purl.org",
    "spdx.org",
    "sws.geonames.org",
    "www.dataportal.se",
    "www.w3.org",
    "www.wikidata.org",
}


# What a page shows without a label, or as another thing than a property.
WITH_A_PLACE_OF_ITS_OWN = {
    *((class_name, "title") for class_name in DCAT_AP_SE.classes),
    *((class_name, "description") for class_name in DCAT_AP_SE.classes),
    *((class_name, name) for class_name in WITH_PUBLISHER for name in ("publisher", "contact_point")),
    ("Catalog", "dataset"),
    ("Catalog", "service"),
    ("Dataset", "distribution"),
    ("Dataset", "identifier"),
    ("Distribution", "access_url"),
    ("Distribution", "download_url"),
    ("Distribution", "format"),
    ("DataService", "endpoint_url"),
    ("Agent", "name"),
    ("ContactPoint", "name"),
    ("ContactPoint", "kind"),
}


@pytest.fixture(scope="module", autouse=True)
def said(django_db_setup, django_db_blocker):
    """The demonstration, and what the command said. Taken back when the module is done."""
    output = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


def public_datasets() -> list[Release]:
    return list(Release.objects.public().datasets().select_related("organisation"))


def working_copies(class_name: str) -> list[Record]:
    return load_for_describing(class_name, Record.objects.filter(class_name=class_name).values_list("pk", flat=True))


def datasets_in(state: str) -> list[Dataset]:
    return [each for each in working_copies("Dataset") if each.state == state]


def organisations_with(datasets: list[Dataset]) -> set[str]:
    return {each.organisation.slug for each in datasets}


def languages(node: Node) -> dict[str, dict[str, str]]:
    """The texts of title and description by language."""
    return {
        name: {text.language: text.value for text in node.get(name) if isinstance(text, LanguageText)}
        for name in ("title", "description")
    }


# --- As much as is promised ------------------------------------------------------------------------------------------


def test_all_organisations_have_a_catalogue():
    assert Organisation.objects.count() == 57
    assert Organisation.objects.exclude(catalogue=None).count() == 57


def test_enough_datasets_are_public_in_enough_organisations():
    releases = public_datasets()
    publishing = {each.organisation for each in releases}
    assert len(releases) >= 120
    assert len(publishing) >= 14
    assert {each.county_id for each in publishing if each.kind == "kommun"} == {"03", "04", "05", "18", "19"}
    assert len([each for each in publishing if each.kind == "region"]) >= 2
    assert len([each for each in releases if each.organisation.slug == "uppsala"]) >= 25


def test_every_state_can_be_seen():
    internal = datasets_in(STATES.INTERNAL)
    assert len(internal) >= 6 and len(organisations_with(internal)) >= 3
    assert len(datasets_in(STATES.DRAFT)) + len(datasets_in(STATES.READY)) >= 12
    for state in (STATES.DRAFT, STATES.READY, STATES.CHANGED):
        assert len(datasets_in(state)) >= 3, state
    assert len(datasets_in(STATES.WITHDRAWN)) >= 2


def test_some_have_several_releases():
    assert Release.objects.datasets().filter(number=2).count() >= 3


def test_there_are_high_value_datasets_with_category_and_marked_distribution():
    marked = [each for each in public_datasets() if each.is_high_value]
    assert len(marked) >= 5
    for release in marked:
        assert release.node.get("hvd_category"), release.title
        assert any(is_high_value(each) for each in release.node.get("distribution")), release.title


def test_unconfirmed_organisations_have_drafts_only():
    unconfirmed = Organisation.objects.filter(number_confirmed_at=None)
    assert {each.slug for each in unconfirmed} == {"laxa", "odeshog", "vadstena"}
    for organisation in unconfirmed:
        assert Dataset.objects.of(organisation).exists()
        assert not Release.objects.of(organisation).exists()


def test_most_datasets_speak_english_and_say_what_is_recommended():
    nodes = [each.node for each in public_datasets()]
    for share, name in ((0.9, "theme"), (0.9, "keyword"), (0.9, "contact_point"), (0.7, "temporal")):
        assert len([node for node in nodes if node.get(name)]) >= share * len(nodes), name
    assert len([node for node in nodes if "en" in languages(node)["title"]]) >= 0.75 * len(nodes)
    assert all(1 <= len(node.get("distribution")) <= 3 for node in nodes)


def test_datasets_share_standards_and_link_to_the_recommended_ones():
    named = [each.iri for release in public_datasets() for each in release.node.get("conforms_to")]
    assert len([iri for iri in set(named) if named.count(iri) > 1]) >= 3
    linked = Dataset.objects.exclude(recommended_dataset=None).select_related("recommended_dataset", "organisation")
    assert len(linked) >= 100
    for dataset in linked:
        asked = RecommendedDataset.objects.for_kind(dataset.organisation.kind)
        assert dataset.recommended_dataset in asked, dataset.title


# --- Valid where it is published, and with something to mend ---------------------------------------------------------


def test_nothing_published_has_an_error():
    for release in Release.objects.in_force():
        assert errors_among(check(release.node, DCAT_AP_SE)) == [], release.title


def test_published_datasets_have_advice_and_some_have_none():
    advised = [bool(check(each.node, DCAT_AP_SE)) for each in public_datasets()]
    assert True in advised and False in advised


def test_drafts_have_errors_of_several_kinds():
    findings = [finding for each in datasets_in(STATES.DRAFT) for finding in findings_for(each, describe(each))]
    codes = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    assert codes >= {"missing", "end_before_start", "hvd_without_legislation", "number_unconfirmed"}


def test_every_planned_key_exists():
    for slug, plan in PLANS.items():
        published = set(plan.public)
        planned = [
            *plan.public,
            *plan.internal,
            *plan.ready,
            *plan.withdrawn,
            *(kind for kind, _flaw in plan.unfinished),
        ]
        assert set(planned) <= kinds().keys(), slug
        assert len(planned) == len(set(planned)), slug
        assert published.issuperset(plan.high_value + plan.bare + plan.changed + plan.released_again), slug
        assert {flaw for _kind, flaw in plan.unfinished} <= FLAWS.keys()
    assert {kind.standard for kind in kinds().values()} - {""} <= standards().keys()


# --- Never taken for the truth ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("class_name", ["Catalog", "Dataset"])
def test_everything_says_in_each_of_its_languages_that_it_is_an_example(class_name):
    described = [describe(each) for each in working_copies(class_name)]
    described += [each.node for each in Release.objects.filter(class_name=class_name)]
    for node in described:
        texts = languages(node)
        assert "sv" in texts["title"]
        for language in texts["title"].keys() | texts["description"].keys():
            assert is_marked(texts["title"], texts["description"], language), (node.iri, language)


def test_contacts_and_companies_say_that_they_are_made_up():
    for contact in working_copies("ContactPoint"):
        assert contact.name.endswith("(exempel)")
    for agent in working_copies("Agent"):
        assert agent.is_permanent or "påhittat" in agent.name["sv"]


def test_addresses_lead_nowhere():
    nodes = [describe(each) for name in Record.ClassName.values for each in working_copies(name)]
    nodes += [each.node for each in Release.objects.all()]
    texts = {text for node in nodes for text in strings(node)}
    own = urlsplit(live_settings.PUBLIC_BASE_URL).hostname
    hosts = {urlsplit(text).hostname for text in texts if re.match(r"https?://", text)}
    outside = {host for host in hosts if not host.endswith(".example")}
    assert outside <= IDENTIFIERS | {own}
    mailboxes = {text for text in texts if re.fullmatch(r"\S+@\S+", text)}
    assert mailboxes and all(text.endswith(".example") for text in mailboxes)


def strings(node: Node):
    """Every plain value of the node and of the nodes in it, and their own IRIs."""
    for each in (node, *node.nested()):
        yield each.iri
        for values in each.values.values():
            yield from (value for value in values if isinstance(value, str))


def test_no_mail_is_sent():
    assert mail.outbox == []


# --- Once, and always the same ---------------------------------------------------------------------------------------


def test_progress_is_shown_for_each_organisation(said):
    assert "Uppsala kommun: 32 public" in said
    assert all(Organisation.objects.get(slug=slug).name in said for slug in PLANS)


def test_a_second_run_says_so_and_changes_nothing():
    before = everything()
    output = StringIO()
    call_command("seed_demo", stdout=output)
    assert "already" in output.getvalue()
    assert everything() == before


def test_preparing_again_changes_nothing():
    before = everything()
    output = StringIO()
    call_command("prepare", stdout=output)
    assert "0 made, 0 refreshed, 57 unchanged" in output.getvalue()
    assert everything() == before


def everything() -> list:
    tables = (Record, Dataset, Release, Person, Organisation, RecommendedDataset)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_describes_the_same(hash_seed):
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [
        sys.executable,
        "-c",
        f"import django; django.setup(); import {__name__} as here; here.print_described()",
    ]
    answer = subprocess.run(command, cwd=live_settings.ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(answer.stdout) == described()


def test_what_is_seeded_is_what_is_described():
    issued = {f"{each.organisation.slug}/{each.title['sv']}": each.node.first("issued") for each in public_datasets()}
    for slug, by_key in described().items():
        for key, values in by_key.items():
            if key not in PLANS[slug].bare:
                assert issued[f"{slug}/{values['title']['sv']}"] == values["issued"]


def described() -> dict[str, dict]:
    """The values of the public datasets, from the files alone."""
    by_slug = {}
    for row in read_facts():
        slug = address_part(row["short_name"])
        organisation = Organisation(slug=slug, name=row["name"], geonames_iri=row["geonames_iri"])
        plan = PLANS.get(slug, Plan())
        by_slug[slug] = {
            key: dataset_values(
                kinds()[key],
                organisation,
                chance_for(slug, key, "dataset"),
                is_high_value=key in plan.high_value,
                is_shared=False,
            )
            for key in plan.public
        }
    return by_slug


def print_described() -> None:
    """Called in another process."""
    json.dump(described(), sys.stdout)


# --- People ----------------------------------------------------------------------------------------------------------


def test_every_role_has_a_sign_in():
    whats = " ".join(each.what for each in SIGN_INS)
    for role in ("redaktör", "publicist", "organisationsansvarig", "samordnare", "administratör"):
        assert role in whats
    assert Organisation.objects.get(slug="orebro").requires_approval
    validate_password(PASSWORD)


def test_all_people_are_demonstration_accounts_under_example_addresses():
    for person in Person.objects.all():
        assert person.is_demonstration and person.email.endswith(".example")
        assert person.has_usable_password() == (person.email in {each.email for each in SIGN_INS})


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda each: each.email)
def test_people_can_sign_in_and_see_their_organisations(client, sign_in):
    client.post(reverse("account_login"), {"login": sign_in.email, "password": PASSWORD})
    person = Person.objects.get(email=sign_in.email)
    assert client.session["_auth_user_id"] == str(person.pk)
    seen = set(organisations_of(person).values_list("slug", flat=True))
    if sign_in.place:
        assert seen == {sign_in.place}
    else:
        assert len(seen) == (57 if sign_in.is_administrator else 22)


def test_sign_ins_are_shown_with_the_pages_to_visit():
    output = StringIO()
    call_command("show_sign_ins", stdout=output)
    assert all(each.email in output.getvalue() for each in SIGN_INS)
    assert PASSWORD in output.getvalue()
    addresses = re.findall(r"http\S+", output.getvalue())
    assert all(address.startswith(live_settings.PUBLIC_BASE_URL) for address in addresses)
    shown = {resolve(urlsplit(address).path).url_name for address in addresses}
    assert shown == {
        "organisation", "feed", "account_login", "workspace", "workspace_organisation", "administration",
    }  # fmt: skip


def test_a_closed_account_is_not_shown():
    Person.objects.filter(email=SIGN_INS[0].email).update(is_active=False)
    output = StringIO()
    call_command("show_sign_ins", stdout=output)
    assert SIGN_INS[0].email not in output.getvalue()
    assert SIGN_INS[1].email in output.getvalue()


def test_nothing_is_shown_or_seeded_in_public(settings):
    settings.IS_HTTPS = True
    output = StringIO()
    call_command("show_sign_ins", stdout=output)
    assert PASSWORD not in output.getvalue() and "@" not in output.getvalue()
    with pytest.raises(CommandError, match="https"):
        call_command("seed_demo", stdout=output)


# --- As the specification and the portal judge it --------------------------------------------------------------------


def test_every_feed_has_what_the_specification_demands_and_breaks_no_rule():
    templates = Templates(reference_json("dcat-ap-se-3.0.1-templates.json"))
    sweep()
    listed = Counter()
    for feed in Feed.objects.with_wanted_revision().select_related("organisation").order_by("pk"):
        assert build(feed.pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
        assert Feed.objects.get(pk=feed.pk).left_out == []
        data = feed_bytes(feed)
        graph = graph_of(data)
        found = set(map(str, graph.subjects(RDF.type, DCAT.Dataset)))
        # A catalogue that has published nothing lists nothing: the one exception.
        lacking = {(iri, row) for iri, row in missing(graph, templates) if row != "dcat:dataset_ca" or found}
        assert lacking == set()
        others = {
            str(each) for kind in (DCAT.DatasetSeries, DCAT.DataService) for each in graph.subjects(RDF.type, kind)
        }
        assert check_document(data, DCAT_AP_SE, expected=found | others) == []
        listed[feed.kind] += len(found)
    assert listed[Feed.Kind.ORGANISATION] == listed[Feed.Kind.ALL] == listed[Feed.Kind.COUNTY] == len(public_datasets())
    assert listed[Feed.Kind.THEME] and listed[Feed.Kind.RECOMMENDED]


def what_says_everything() -> tuple[Feed, dict[str, Node]]:
    """The catalogue that uses everything: its feed, and what is read back from it."""
    sweep()
    feed = Feed.objects.get(organisation__slug=EVERYTHING)
    build(feed.pk, trigger=Snapshot.Trigger.SWEEP)
    return feed, read(parse(feed_bytes(feed)), DCAT_AP_SE).nodes


def test_one_catalogue_uses_every_property_of_every_class():
    _feed, nodes = what_says_everything()
    stated = {
        (node.class_name, name) for top in nodes.values() for node in (top, *top.nested()) for name in node.values
    }
    assert stated == set(shown_somewhere())


def test_it_is_valid_for_europe_and_the_same_in_every_format():
    feed, _nodes = what_says_everything()
    for profile in PROFILES.values():
        graphs = [canonical(feed_bytes(feed, Choice(profile, form).name), form.rdf_format) for form in FORMATS.values()]
        assert len(graphs) == 4 and all(graph == graphs[0] for graph in graphs)
    assert violations(graph_of(feed_bytes(feed, Choice(DCAT_AP).name)), *BINDING) == []


def shown_somewhere() -> list[tuple[str, str]]:
    """Every property that is written, whatever the class."""
    return [
        (node_class.name, row.name)
        for node_class in DCAT_AP_SE.classes.values()
        for row in node_class.properties
        if row.level is not Level.DEPRECATED and (node_class.name, row.name) not in WITHOUT_COLUMN
    ]


def test_each_of_them_is_seen_on_a_page(client):
    organisation = Organisation.objects.get(slug=EVERYTHING)
    releases = Release.objects.public().of(organisation).filter(class_name__in=PAGES).select_related("record")
    addresses = [reverse(PAGES[each.class_name], args=[EVERYTHING, each.record.uuid]) for each in releases]
    pages = [client.get(address).content.decode() for address in (*addresses, f"/{EVERYTHING}/")]
    labels = {html.unescape(label) for page in pages for label in re.findall(r"<dt>(.*?)</dt>", page)}
    for class_name, name in shown_somewhere():
        label = DCAT_AP_SE[class_name][name].label.sv
        assert label in labels or (class_name, name) in WITH_A_PLACE_OF_ITS_OWN, f"{class_name}.{name} is nowhere"


def test_the_judge_notices_what_is_missing():
    templates = Templates(reference_json("dcat-ap-se-3.0.1-templates.json"))
    sweep()
    feed = Feed.objects.get(organisation__slug="uppsala")
    build(feed.pk, trigger=Snapshot.Trigger.SWEEP)
    graph = graph_of(feed_bytes(feed))
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    graph.remove((dataset, DCTERMS.title, None))

    assert missing(graph, templates) == {(str(dataset), "dcat:dcterms:title_da")}


def test_coverage_has_a_year_of_figures_with_statements_and_proposals():
    assert Statement.objects.filter(note__contains="Påhittat exempel").count() == Statement.objects.count() > 50
    assert ProposedMatch.objects.exists()
    assert Measured.objects.filter(measure="covered").values("on").distinct().count() == 52
    assert not Measured.objects.filter(on__gte=timezone.localdate()).exists()
