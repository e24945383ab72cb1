"""The pages of the specification show every row, and the shapes are handed out to any program."""

import pytest
import rdflib
from django.conf import settings
from django.urls import reverse
from rdflib.namespace import RDF, SH

from catalog.models import Record
from dcat.profile import DCAT_AP_SE, Level
from dcat.vocabularies import vocabulary
from pages.specification import KINDS, LEVELS
from tests.factories import make_member, make_organisation, sign_in
from tests.pages.reading import Page, read

CLASSES = list(DCAT_AP_SE.classes.values())
SHAPES = reverse("specification_shapes", args=[DCAT_AP_SE.version])


def page_of(client, class_name: str) -> Page:
    return read(client.get(reverse("specification_class", args=[class_name])))


@pytest.mark.django_db
class TestPages:
    def test_the_list_leads_to_every_class_and_to_the_shapes(self, client):
        page = read(client.get(reverse("specification")))

        addresses = {each["href"] for each in page.all("a")}
        assert {reverse("specification_class", args=[each.name]) for each in CLASSES} <= addresses
        assert SHAPES in addresses

    @pytest.mark.parametrize("node_class", CLASSES, ids=lambda each: each.name)
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_a_class_shows_all_its_rows(self, client, node_class, language):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = page_of(client, node_class.name)

        assert node_class.description.in_language(language) in page.text
        for row in node_class.properties:
            assert page.all("section", id=row.name), "each row can be linked to"
            assert page.all("a", href=f"#{row.name}")
            for words in (row.label, row.help, row.example):
                assert words is None or " ".join(words.in_language(language).split()) in page.text
            for word in (row.predicate, row.pattern, row.fixed, *row.also_written_as):
                assert word is None or word in page.text
            for concept in vocabulary(row.vocabulary).choices() if row.vocabulary else ():
                assert concept.label.in_language(language) in page.text and concept.iri in page.text

    def test_numbers_are_said_in_words(self, client):
        text = page_of(client, "Dataset").text

        assert "Titel Obligatorisk Minst 1 dcterms:title" in text
        assert "Utgivare Obligatorisk Exakt 1 dcterms:publisher" in text
        assert "Utgivningsdatum Rekommenderad Högst 1 dcterms:issued" in text
        assert "Nyckelord Rekommenderad Hur många som helst dcat:keyword" in text
        assert "Ersatt av en annan" in text

    def test_a_class_leads_to_what_it_holds_and_to_what_it_is_part_of(self, client):
        dataset, period = page_of(client, "Dataset"), page_of(client, "PeriodOfTime")

        assert dataset.all("a", href=reverse("specification_class", args=["PeriodOfTime"]))
        assert period.all("a", href=reverse("specification_class", args=["Dataset"]) + "#temporal")

    def test_rows_that_are_counted_together_say_so(self, client):
        other = DCAT_AP_SE["Distribution"]["other_license"].label.sv

        assert f"Räknas tillsammans med {other}" in page_of(client, "Distribution").text

    def test_a_class_that_there_is_not_is_not_found(self, client):
        assert client.get(reverse("specification_class", args=["Dataserie"])).status_code == 404

    def test_the_service_leads_here(self, client):
        assert read(client.get(reverse("about"))).all("a", href=reverse("specification"))

    @pytest.mark.parametrize("name", ["title", "temporal"])
    def test_a_field_leads_to_its_property(self, client, name):
        """One field by itself, and one with rows."""
        organisation = make_organisation()
        sign_in(client, make_member(organisation))
        form = read(client.get(reverse("record_create", args=[organisation.slug, Record.ClassName.DATASET])))
        (link,) = form.all("a", href=reverse("specification_class", args=["Dataset"]) + f"#{name}")

        assert link["target"] == "_blank", "what has been typed stays where it is"
        assert page_of(client, "Dataset").all("section", id=name)


def test_every_level_and_every_kind_has_words():
    shown = {row.kind for node_class in DCAT_AP_SE.classes.values() for row in node_class.properties}
    assert set(LEVELS) == set(Level) and set(KINDS) == shown


class TestShapes:
    # No database mark: a query would fail the test.
    def test_shapes_are_turtle_for_any_program_from_anywhere(self, client):
        response = client.get(SHAPES, headers={"origin": "https://elsewhere.example.com"})

        assert response.status_code == 200
        assert response["Content-Type"] == "text/turtle; charset=utf-8"
        assert response["Access-Control-Allow-Origin"] == "*"
        graph = rdflib.Graph().parse(data=response.content, format="turtle")
        dataset = rdflib.URIRef(f"{settings.PUBLIC_BASE_URL}{SHAPES}#Dataset")
        assert (dataset, RDF.type, SH.NodeShape) in graph

    def test_who_has_them_already_is_told_so(self, client):
        etag = client.get(SHAPES)["ETag"]
        again = client.get(SHAPES, headers={"if-none-match": etag})

        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag and again["Access-Control-Allow-Origin"] == "*"

    @pytest.mark.django_db
    def test_a_version_that_there_is_not_is_not_found(self, client):
        assert client.get(reverse("specification_shapes", args=["2.9"])).status_code == 404
