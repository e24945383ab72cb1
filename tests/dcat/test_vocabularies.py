"""The vocabularies are complete, well formed, and say what the reference says."""

import json
import re
from pathlib import Path

import pytest

import dcat.vocabularies
from dcat.profile import DCAT_AP_SE
from dcat.vocabularies import format_lists, names, vocabulary, vocabulary_from_json
from tests.reference import reference_json

DATA = Path(dcat.vocabularies.__file__).parent / "data"
ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
MEDIA_TYPE = re.compile(r"[a-z]+/[-.\w]+(\+[-.\w]+)?", re.ASCII)
CONCEPTS = [pytest.param(concept, id=concept.iri) for name in names() for concept in vocabulary(name)]
# Our name of the list, where the reference has another one.
REFERENCE_NAMES = {"distribution-status": "dataset-status", "media-type": "format-dcat-ap-se"}
# Not lists of the reference folder: their terms stand in the templates, against which the profile is held.
FROM_TEMPLATES = {"checksum-algorithm", "frequency-cld"}
# Lists of which the reference only knows slugs, or nothing.
INCOMPLETE_IN_REFERENCE = {"grunddata", "resource-role"}
COMPARED = [name for name in names() if name not in FROM_TEMPLATES | INCOMPLETE_IN_REFERENCE]
# Lists whose terms do not begin with the IRI of the list: media types have none, the EU's bna numbers stand alone.
NOT_BELOW_SCHEME = {"media-type", "hvd-category"}
SIZES = {
    "access-right": (3, 3),
    "applicable-legislation": (1, 1),
    "checksum-algorithm": (1, 1),
    "contact-kind": (2, 2),
    "data-service-type": (2, 2),
    "data-theme": (14, 13),
    "distribution-status": (4, 4),
    "file-type-eu": (184, 184),
    "frequency": (25, 22),
    "frequency-cld": (17, 17),
    "grunddata": (2, 2),
    "hvd-category": (96, 96),
    "language": (95, 95),
    "licence": (7, 7),
    "media-type": (40, 40),
    "org-classification": (1, 1),
    "planned-availability": (4, 4),
    "publisher-type": (11, 11),
    "resource-role": (0, 0),
    "responsible-party-role": (8, 8),
    "theme-taxonomy": (1, 1),
}
CREATIVE_COMMONS = re.compile(r"http://creativecommons\.org/(licenses/by(-nc)?(-nd|-sa)?/4\.0|publicdomain/zero/1\.0)/")


def _reference(name: str) -> dict:
    return reference_json(f"vocabularies/{REFERENCE_NAMES.get(name, name)}.json")


def _iri_in_reference(concept: dict) -> str:
    return concept.get("uri") or concept["media_type"]


def test_every_list_is_there_with_its_terms():
    assert {name: (len(vocabulary(name)), len(vocabulary(name).choices())) for name in names()} == SIZES


def test_every_list_that_a_row_names_exists():
    named = {row.vocabulary for node_class in DCAT_AP_SE.classes.values() for row in node_class.properties}

    assert named - {None} <= set(names())


@pytest.mark.parametrize("name", names())
def test_a_list_states_where_it_comes_from(name):
    known = vocabulary(name)

    assert known.name == name
    assert ABSOLUTE.fullmatch(known.scheme)
    assert ABSOLUTE.fullmatch(known.source)
    assert re.search(r"\d", known.version) or not known.complete, "a version or a date"


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_term_is_well_formed(concept):
    assert ABSOLUTE.fullmatch(concept.iri) or MEDIA_TYPE.fullmatch(concept.iri)
    assert concept.notation
    assert concept.label.sv == concept.label.sv.strip() and concept.label.en == concept.label.en.strip()
    for iri in (concept.broader, concept.replaced_by, concept.file_type, concept.iana):
        assert iri is None or ABSOLUTE.fullmatch(iri)


@pytest.mark.parametrize("name", sorted(set(names()) - NOT_BELOW_SCHEME))
def test_the_terms_are_below_their_scheme(name):
    known = vocabulary(name)

    assert all(concept.iri.startswith(known.scheme) for concept in known)


@pytest.mark.parametrize("name", COMPARED)
def test_terms_order_and_names_are_those_of_the_reference(name):
    theirs = [
        (_iri_in_reference(concept), concept.get("label_sv") or concept["label_en"], concept["label_en"])
        for concept in _reference(name)["concepts"]
    ]

    assert [(concept.iri, concept.label.sv, concept.label.en) for concept in vocabulary(name)] == theirs


@pytest.mark.parametrize("name", sorted(INCOMPLETE_IN_REFERENCE))
def test_an_incomplete_list_says_so_and_has_what_is_known(name):
    reference = _reference(name)
    known = vocabulary(name)

    assert known.scheme == reference["scheme"]
    assert not known.complete
    assert [concept.notation for concept in known] == [concept["slug"] for concept in reference["concepts"]]
    assert all(concept.iri == f"{known.scheme}/{concept.notation}" for concept in known)


@pytest.mark.parametrize("name", ["licence", "file-type-eu"])
def test_english_names_in_both_languages_are_owned_up_to(name):
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))

    assert any(concept["label"]["sv"] == concept["label"]["en"] for concept in data["concepts"])
    assert "both languages" in data["note"]


def test_licences_are_written_exactly():
    """http, trailing slash, no language: the portal compares them as text."""
    licences = vocabulary("licence")

    assert all(CREATIVE_COMMONS.fullmatch(concept.iri) for concept in licences)
    assert "http://creativecommons.org/licenses/by/4.0/" in licences
    assert DCAT_AP_SE["Catalog"]["license"].fixed in licences
    assert all(concept.short_label and concept.shown.sv != concept.shown.en for concept in licences)


def test_the_profile_offers_what_the_reference_says_that_it_offers():
    themes = {
        _iri_in_reference(c) for c in _reference("data-theme")["concepts"] if "not_in_dcat_ap_se_choices" not in c
    }
    frequencies = {c["uri"] for c in _reference("frequency")["concepts"] if c["in_dcat_ap_se"]}

    assert {concept.iri for concept in vocabulary("data-theme").choices()} == themes
    assert {concept.iri for concept in vocabulary("frequency").choices()} == frequencies
    assert vocabulary("data-theme").get("http://publications.europa.eu/resource/authority/data-theme/OP_DATPRO")


def test_high_value_categories_hang_together():
    categories = vocabulary("hvd-category")
    top = [concept for concept in categories if concept.broader is None]

    assert len(top) == 6 and all(concept.level == 1 for concept in top)
    assert sum(len(categories.below(concept.iri)) for concept in top) == 90
    theirs = {
        concept["uri"]: (concept.get("broader"), concept["level"]) for concept in _reference("hvd-category")["concepts"]
    }
    assert {concept.iri: (concept.broader, concept.level) for concept in categories} == theirs


def test_media_types_keep_their_group_and_lead_to_known_file_types():
    file_types = vocabulary("file-type-eu")
    media_types = vocabulary("media-type")
    theirs = {concept["media_type"]: concept["group"] for concept in _reference("media-type")["concepts"]}

    assert {concept.iri: concept.group for concept in media_types} == theirs
    assert all(concept.file_type in file_types for concept in media_types if concept.file_type)
    assert {concept.iri for concept in media_types if concept.file_type is None} == {
        "application/vnd.sqlite3",
        "application/vnd.ogc.wmts_xml",
    }
    assert all(concept.iana.endswith("/" + concept.iri) for concept in media_types if concept.iana)


def test_media_types_agree_with_the_media_types_of_the_file_types():
    """Where the EU table says which media type a file type has, our way from one to the other is its."""
    media_types = vocabulary("media-type")
    differing = {
        media_type: concept.notation
        for concept in vocabulary("file-type-eu")
        for media_type in concept.media_types
        if media_type in media_types and media_types.get(media_type).file_type != concept.iri
    }

    assert differing == {
        "application/pdf": "PDF1X",  # the table only gives it to one version of PDF; PDF is the format as such
        "application/xml": "TMX",  # a special use of XML
    }


def test_format_lists_are_those_of_the_reference():
    reference = _reference("mqa-format-lists")
    lists = format_lists()

    assert lists.non_proprietary == {reference["base"] + code for code in reference["non_proprietary"]}
    assert lists.machine_readable == {reference["base"] + code for code in reference["machine_readable"]}
    assert all(iri in vocabulary("file-type-eu") for iri in lists.non_proprietary | lists.machine_readable)


def test_file_types_keep_their_media_types_and_extensions():
    reference = _reference("file-type-eu")

    for theirs in reference["concepts"]:
        ours = vocabulary("file-type-eu").get(theirs["uri"])
        assert ours.media_types == tuple(theirs["media_types"])
        assert set(ours.extensions) == {part for extension in theirs["extensions"] for part in extension.split()}


def test_older_frequencies_lead_to_their_successors():
    """The older list is never offered; each of its terms has a successor that is, and no two the same."""
    older = vocabulary("frequency-cld")
    successors = [concept.replaced_by for concept in older]

    assert set(successors) <= {concept.iri for concept in vocabulary("frequency").choices()}
    assert len(set(successors)) == len(successors)
    for notation, code in {"annual": "ANNUAL", "semimonthly": "MONTHLY_2", "bimonthly": "BIMONTHLY"}.items():
        assert older.get(f"http://purl.org/cld/freq/{notation}").replaced_by.endswith("/" + code)


def test_a_label_is_found_by_iri_and_language():
    themes = vocabulary("data-theme")
    transport = "http://publications.europa.eu/resource/authority/data-theme/TRAN"
    environment = "http://publications.europa.eu/resource/authority/data-theme/ENVI"

    assert themes.label(environment, "sv") == "Miljö"
    assert themes.label(environment, "en-gb") == "Environment"
    assert themes.get(transport).notation == "TRAN"
    assert themes.label("http://example.org/unknown", "sv") == "http://example.org/unknown"
    assert themes.get("http://example.org/unknown") is None


def test_a_list_is_read_once():
    assert vocabulary("language") is vocabulary("language")


def test_an_unknown_list_is_an_error():
    with pytest.raises(LookupError, match="no such vocabulary"):
        vocabulary("../profile/model")


def test_a_list_of_concepts_has_a_title_and_what_is_no_concept_scheme_has_none():
    """Licences and the like are named by those who made them; they are in no list of concepts."""
    without = {"applicable-legislation", "checksum-algorithm", "contact-kind", "data-service-type", "frequency-cld"}

    assert {name for name in names() if not vocabulary(name).title} == without | {
        "licence",
        "media-type",
        "theme-taxonomy",
    }
    assert {name: vocabulary(name).concept_scheme for name in names() if vocabulary(name).concept_scheme} == {
        "publisher-type": "http://purl.org/adms/publishertype/1.0"
    }


def test_two_terms_of_one_iri_are_refused():
    data = json.loads((DATA / "theme-taxonomy.json").read_text(encoding="utf-8"))

    with pytest.raises(ValueError, match="two terms"):
        vocabulary_from_json(data | {"concepts": data["concepts"] * 2})
