"""The profile agrees with itself, and speaks so that municipal staff understand it."""

import re
from dataclasses import replace

import pytest

from dcat.bilingual import Bilingual
from dcat.namespaces import expand
from dcat.profile import DCAT_AP_SE, Kind, Level, NodeClass
from dcat.vocabularies import vocabulary

ROWS = [
    pytest.param(node_class, row, id=f"{node_class.name}.{row.name}")
    for node_class in DCAT_AP_SE.classes.values()
    for row in node_class.properties
]
RECORD_NAMES = {
    "Catalog": "title description publisher issued language modified homepage spatial license rights has_part "
    "is_part_of catalog theme_taxonomy dataset service",
    "Dataset": "title description publisher creator qualified_attribution contact_point keyword theme "
    "applicable_legislation hvd_category subject identifier other_identifier issued modified language landing_page "
    "conforms_to spatial geographical_area temporal temporal_resolution spatial_resolution_in_meters "
    "accrual_periodicity_cld accrual_periodicity version_info version version_notes source access_rights offers "
    "has_version is_referenced_by relation qualified_relation page provenance distribution in_series",
    "Distribution": "title description access_url download_url format access_service temporal_resolution "
    "spatial_resolution_in_meters byte_size language issued modified status availability applicable_legislation "
    "license other_license rights checksum page conforms_to",
    "Agent": "name description type homepage mbox classification identifier same_as",
    "ContactPoint": "kind name email telephone address url",
    "Telephone": "number",
    "Address": "country_name locality postal_code street_address",
    "Location": "centroid bbox geometry",
    "PeriodOfTime": "start_date end_date schema_start_date schema_end_date",
}
# Kinds whose values a person types; the others are chosen, or described in fields of their own.
TYPED = {
    Kind.TEXT,
    Kind.LITERAL,
    Kind.DATE,
    Kind.DURATION,
    Kind.DECIMAL,
    Kind.INTEGER,
    Kind.BOX,
    Kind.POINT,
    Kind.WKT,
    Kind.IRI,
    Kind.EMAIL,
    Kind.TELEPHONE,
    Kind.MEDIA_TYPE,
    Kind.DOCUMENT,
}
# Words of schemas and graphs, which help for people does without. Whole words, with Swedish and English endings.
SWEDISH_JARGON = re.compile(
    r"\b(iri|iri:er|uri|uri:er|rdf|shacl|owl|skos|xsd|literal(er|en)?|nod(en|er)?|kardinalitet(en)?|predikat(et)?|"
    r"egenskap(en|er)?|klass(en|er)?|instans(en|er)?|tripp(el|lar)|graf(en)?|metadata|obligatorisk(t|a)?|resurs(en|er)?|"
    r"specificera|erhålla|samt|avser|beträffande|vederbörande)\b",
    re.IGNORECASE,
)
ENGLISH_JARGON = re.compile(
    r"\b(iri|iris|uri|uris|rdf|shacl|owl|skos|xsd|literals?|nodes?|cardinality|predicates?|triples?|metadata|"
    r"mandatory)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def test_the_names_are_the_agreed_ones():
    ours = {name: " ".join(row.name for row in DCAT_AP_SE[name].properties) for name in RECORD_NAMES}

    assert ours == RECORD_NAMES


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_what_a_row_names_exists(node_class, row):
    expand(row.predicate)
    for predicate in row.also_written_as:
        expand(predicate)
    if row.value_type:
        expand(row.value_type)
    if row.vocabulary:
        assert vocabulary(row.vocabulary).name == row.vocabulary
    if row.group:
        assert row.group in {group.name for group in node_class.groups}
    if row.node_class:
        assert row.node_class in DCAT_AP_SE.classes
    assert row.templates


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_a_row_has_what_its_kind_needs(node_class, row):
    assert bool(row.node_class) == (row.kind in {Kind.NODE, Kind.DOCUMENT, Kind.RECORD})
    assert bool(row.vocabulary) == (row.kind in {Kind.CONCEPT, Kind.MEDIA_TYPE, Kind.CLASS})
    if row.open_vocabulary:
        assert row.vocabulary and row.pattern, "an open vocabulary needs a pattern for what is not in it"
    if row.node_class:
        assert row.value_type is None, "the class says what it is"


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_level_and_numbers_agree(node_class, row):
    is_binding = row.level in {Level.MANDATORY, Level.MANDATORY_WHEN_HIGH_VALUE}
    assert (row.minimum > 0) == is_binding
    assert row.maximum is None or row.maximum >= max(row.minimum, 1)
    if row.level is Level.DEPRECATED:
        assert row.minimum == 0 and row.fixed is None and row.group is None


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_an_open_vocabulary_is_not_complete_and_a_closed_one_is_not_empty(node_class, row):
    if not row.vocabulary:
        return
    known = vocabulary(row.vocabulary)
    if row.open_vocabulary:
        assert not known.complete
        assert all(row.matches(concept.iri) for concept in known)
    else:
        assert known.choices()


@pytest.mark.parametrize(("node_class", "row"), ROWS)
@pytest.mark.parametrize(("language", "jargon"), [("sv", SWEDISH_JARGON), ("en", ENGLISH_JARGON)])
def test_help_is_one_or_two_plain_sentences(node_class, row, language, jargon):
    help = row.help.in_language(language)

    assert help[0].isupper() and help.endswith(".")
    assert 1 <= len(SENTENCE_END.findall(help)) <= 2
    assert 20 <= len(help) <= 260
    assert not jargon.search(help), jargon.search(help)
    assert "  " not in help and help == help.strip()


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_help_says_something_else_than_the_label(node_class, row):
    assert row.help.sv != row.help.en
    assert row.help.sv.rstrip(".").lower() != row.label.sv.lower()


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_what_a_person_types_has_an_example(node_class, row):
    is_typed = row.kind in TYPED or (row.open_vocabulary and row.kind is Kind.CONCEPT)
    is_asked_for = row.level is not Level.DEPRECATED and row.fixed is None
    assert (row.example is not None) == (is_typed and is_asked_for)


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_an_example_fits_its_row(node_class, row):
    if row.example is None:
        return
    if row.kind is Kind.TEXT:
        assert row.example.sv != row.example.en, "a text is given in both languages"
    assert row.matches(row.example.sv) and row.matches(row.example.en)
    shapes = {
        Kind.DATE: r"\d{4}(-\d\d-\d\d)?",
        Kind.DECIMAL: r"\d+(\.\d+)?",
        Kind.INTEGER: r"\d+",
        Kind.EMAIL: r"[^@\s]+@exempel\.se",
        Kind.POINT: r"POINT\(\S+ \S+\)",
        Kind.BOX: r"POLYGON\(\((\S+ \S+, ){4}\S+ \S+\)\)",
        Kind.IRI: r"https?://\S+",
        Kind.DOCUMENT: r"https?://\S+",
    }
    if row.kind in shapes:
        assert re.fullmatch(shapes[row.kind], row.example.sv)


def test_same_name_in_two_classes_is_the_same_kind_of_thing():
    """A reader or a form field that learns a row's name from one class is not misled in another."""
    kinds: dict[tuple[str, str], set[Kind]] = {}
    for node_class in DCAT_AP_SE.classes.values():
        for row in node_class.properties:
            kinds.setdefault((row.name, row.predicate), set()).add(row.kind)

    assert {key: found for key, found in kinds.items() if len(found) > 1} == {
        ("license", "dcterms:license"): {Kind.IRI, Kind.CONCEPT}  # the catalogue's is fixed, not chosen
    }


def test_words_match_like_in_the_specification_not_like_in_python():
    media_type = DCAT_AP_SE["Distribution"]["format"]

    assert media_type.matches("text/csv")
    assert media_type.matches("application/json; charset=utf8")
    assert not media_type.matches("text/csv\n")
    assert not media_type.matches("text/ärende")
    assert not media_type.matches("CSV")


def test_a_whole_value_has_to_match():
    resolution = DCAT_AP_SE["Dataset"]["temporal_resolution"]

    assert resolution.matches("PT15M") and resolution.matches("P1D") and resolution.matches("P1Y2M3DT4H5M6.7S")
    assert not resolution.matches("every PT15M") and not resolution.matches("P") and not resolution.matches("15 min")


def test_addresses_of_the_specification_lead_to_the_row_where_that_is_known():
    start = "https://docs.dataportal.se/dcat/3.0.1/sv/"

    assert DCAT_AP_SE.address("Dataset", "theme") == start + "#dcat_Dataset-dcat_theme"
    assert DCAT_AP_SE.address("Catalog") == start + "#dcat_Catalog"
    assert DCAT_AP_SE.address("Telephone", "number") == start


def test_a_class_refuses_two_rows_of_one_name():
    standard = DCAT_AP_SE["Standard"]
    title = standard["title"]

    with pytest.raises(ValueError, match="two rows"):
        NodeClass("Twice", ("dcterms:Standard",), standard.label, standard.description, (title, replace(title)))


def test_a_bilingual_needs_both_languages():
    with pytest.raises(ValueError, match="both languages"):
        Bilingual("Titel", "")
