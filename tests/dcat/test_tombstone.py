"""What is still said in RDF of what was withdrawn."""

from datetime import UTC, datetime

import pytest

from dcat.formats import FORMATS, N_TRIPLES
from dcat.profile import DCAT_AP_SE
from dcat.tombstone import tombstone
from tests.dcat.graphs import canonical

IRI = "https://data.example.se/datasets/1"
MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HOSTILE = "]]> <!-- \"' & \n é 😀"


def test_it_says_what_it_was_called_and_since_when_it_is_gone_and_nothing_else():
    found = tombstone(IRI, DCAT_AP_SE["Dataset"], {"sv": "Badplatser", "en": "Beaches"}, MOMENT, N_TRIPLES)

    assert found.decode().splitlines() == [
        f"<{IRI}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .",
        f'<{IRI}> <http://purl.org/dc/terms/title> "Beaches"@en .',
        f'<{IRI}> <http://purl.org/dc/terms/title> "Badplatser"@sv .',
        f"<{IRI}> <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Withdrawn> .",
        f"<{IRI}> <http://www.w3.org/ns/prov#invalidatedAtTime> "
        '"2026-11-02T09:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
    ]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_format_says_the_same_whatever_the_title_holds(form):
    def of(form) -> bytes:
        return tombstone(IRI, DCAT_AP_SE["DataService"], {"sv": HOSTILE}, None, form)

    assert canonical(of(form), form.rdf_format) == canonical(of(N_TRIPLES), N_TRIPLES.rdf_format)
