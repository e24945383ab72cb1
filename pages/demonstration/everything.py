"""One catalogue that uses every property of every class: the values of its records as the services take them.

A column that the profile gets must be filled in here too: a test holds the catalogue against the profile. What one
dataset would never say all at once is said all at once, so that each property can be seen on its page and in the feed.
"""

from catalog.generation.distributions import CC_BY, HIGH_VALUE
from catalog.generation.parties import domain_of
from catalog.generation.wording import marked, marked_title
from organisations.models import Organisation

SLUG = "arboga"
ROLE = "https://www.dataportal.se/terminology/resource-role/underlag-exempel"
ROLE_LABEL = {"sv": "Underlag (exempel)", "en": "Basis (example)"}

_EU = "http://publications.europa.eu/resource/authority"
_SWEDISH, _ENGLISH = f"{_EU}/language/SWE", f"{_EU}/language/ENG"
_METEOROLOGICAL = "http://data.europa.eu/bna/c_164e0bf5"
_BASIC_DATA = "https://www.dataportal.se/terminology/grunddata/foretag"
_PLACE = "http://data.europa.eu/nuts/code/SE125"
_AREA = {
    "centroid": "POINT(15.84 59.39)",
    "bbox": "POLYGON((15.59 59.19, 15.99 59.19, 15.99 59.54, 15.59 59.54, 15.59 59.19))",
    "geometry": "LINESTRING(15.7 59.3, 15.8 59.4, 15.9 59.5)",
}


class Everything:
    """The values, for one organisation and the records that the others point at."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.site = f"https://www.{domain_of(organisation)}"
        self.data = f"https://data.{domain_of(organisation)}"

    def _document(self, path: str, sv: str, en: str) -> dict:
        return {
            "iri": f"{self.site}/{path}",
            "title": {"sv": f"{sv} (exempel)", "en": f"{en} (example)"},
            "description": {"sv": "Påhittat dokument.", "en": "Made-up document."},
        }

    def agent(self) -> dict:
        """Somebody who produces data."""
        return {
            "name": {"sv": "Väderinstitutet i Exempelstad (påhittat)", "en": "The Weather Institute (made up)"},
            "description": marked({"sv": "Mäter väder och vatten.", "en": "Measures weather and water."}),
            "type": "http://purl.org/adms/publishertype/NonProfitOrganisation",
            "homepage": [f"{self.site}/institutet"],
            "mbox": [f"institutet@{domain_of(self.organisation)}"],
            "classification": "https://dataportal.se/concepts/orgAspects/feeFinanzing",
            "identifier": ["EX-4711"],
            "same_as": [f"{self.site}/id/institutet"],
        }

    def contact(self) -> dict:
        """Whom to ask, in every way."""
        return {
            "kind": "http://www.w3.org/2006/vcard/ns#Organization",
            "name": f"Mätdata, {self.organisation.name} (exempel)",
            "email": [f"matdata@{domain_of(self.organisation)}"],
            "telephone": [{"number": "+46 8 465 004 42"}],
            "address": [
                {
                    "country_name": "Sverige",
                    "locality": self.organisation.short_name,
                    "postal_code": "732 00",
                    "street_address": "Exempelgatan 42",
                }
            ],
            "url": [f"{self.site}/matdata"],
        }

    def rights(self, holder: str) -> dict:
        """A statement of rights; ``holder`` is an agent's IRI."""
        return {
            "attribution_text": {"sv": "Källa: Exempelstad", "en": "Source: Exempelstad"},
            "attribution_url": [f"{self.site}/oppna-data"],
            "copyright_notice": {"sv": "© Exempelstad", "en": "© Exempelstad"},
            "copyright_statement": [self._document("upphovsratt", "Om upphovsrätt", "On copyright")],
            "copyright_year": ["2026"],
            "copyright_holder": [holder],
            "jurisdiction": [f"{_EU}/country/SWE"],
            "reuser_guidelines": [f"{self.site}/rad-till-anvandare"],
        }

    def catalogue(self, holder: str) -> dict:
        """What the organisation's catalogue says beside its title and description."""
        return {"language": [_SWEDISH, _ENGLISH], "spatial": [_PLACE], "rights": [self.rights(holder)]}

    def _about(self, name: str) -> dict:
        """What datasets, series and services have in common."""
        return {
            "keyword": {"sv": ["väder", "nederbörd"], "en": ["weather", "precipitation"]},
            "theme": [f"{_EU}/data-theme/ENVI"],
            "applicable_legislation": HIGH_VALUE,
            "hvd_category": [_METEOROLOGICAL],
            "subject": [_BASIC_DATA],
            "conforms_to": [self._document("specifikation/vader", "Specifikation för väder", "Weather specification")],
            "landing_page": [f"{self.site}/{name}"],
            "page": [self._document(f"{name}/dokumentation", "Så läser du uppgifterna", "How to read the data")],
        }

    def _when_and_where(self) -> dict:
        return {
            "issued": "2020-01-15",
            "modified": "2026-10-01T06:00:00+02:00",
            "spatial": [_PLACE],
            "geographical_area": [_AREA],
            "temporal": [{"start_date": "2020", "end_date": "2025-12-31"}],
            "accrual_periodicity": f"{_EU}/frequency/ANNUAL",
        }

    def _relations(self, earlier: str) -> dict:
        return {
            "relation": [f"{self.site}/vaderkarta"],
            "qualified_relation": [{"had_role": ROLE, "relation": earlier}],
        }

    def series(self, contact, earlier: str) -> dict:
        """A series; ``earlier`` is a dataset's IRI."""
        description = {"sv": "Ett års väder i varje datamängd.", "en": "A year of weather in each dataset."}
        return {
            "title": marked_title({"sv": "Väder år för år", "en": "Weather year by year"}),
            "description": marked(description),
            "contact_point": [contact],
            **self._about("vader"),
            **self._when_and_where(),
            **self._relations(earlier),
        }

    def service(self, contact) -> dict:
        """An API, under one of the listed licences."""
        return {
            "title": marked_title({"sv": "Väder som API", "en": "Weather as an API"}),
            "description": marked({"sv": "Svarar med timvärden.", "en": "Answers with hourly values."}),
            "endpoint_url": [f"{self.data}/api/vader"],
            "endpoint_description": [f"{self.data}/api/vader/openapi.json"],
            "contact_point": [contact],
            "type": ["http://www.wikidata.org/entity/Q749568"],
            "format": "application/json",
            "license": CC_BY,
            "access_rights": f"{_EU}/access-right/PUBLIC",
            **self._about("vader-api"),
        }

    def other_service(self, contact) -> dict:
        """A service that stands on its own, under terms of its own."""
        return {
            "title": marked_title({"sv": "Omräkning av koordinater", "en": "Conversion of coordinates"}),
            "description": marked({"sv": "Räknar om koordinater.", "en": "Converts coordinates."}),
            "endpoint_url": [f"{self.data}/api/koordinater"],
            "contact_point": [contact],
            "format": "application/json",
            "other_license": [self._document("villkor", "Villkor för våra tjänster", "Terms of our services")],
        }

    def earlier_dataset(self, contact) -> dict:
        """A dataset that the other one points at."""
        return {
            "title": marked_title({"sv": "Väder vid tre mätstationer", "en": "Weather at three stations"}),
            "description": marked({"sv": "Äldre mätningar.", "en": "Older measurements."}),
            "contact_point": [contact],
            "theme": [f"{_EU}/data-theme/ENVI"],
        }

    def dataset(self, contact, agent, series, earlier: str) -> dict:
        """A dataset that says everything."""
        description = {"sv": "Timvärden från alla mätstationer.", "en": "Hourly values of all stations."}
        return {
            "title": marked_title({"sv": "Väder vid alla mätstationer", "en": "Weather at all stations"}),
            "description": marked(description),
            "creator": agent,
            "qualified_attribution": [
                {
                    "had_role": "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/custodian",
                    "agent": agent.iri,
                }
            ],
            "contact_point": [contact],
            "identifier": ["EX-VADER-1"],
            "other_identifier": ["https://doi.org/10.5072/exempel"],
            "language": [_SWEDISH],
            "temporal_resolution": "PT1H",
            "spatial_resolution_in_meters": "100",
            "version": "2.1",
            "version_notes": {"sv": "En mätstation är ny.", "en": "One station is new."},
            "source": [earlier],
            "access_rights": f"{_EU}/access-right/PUBLIC",
            "offers": [
                {
                    "description": {"sv": "Gratis för alla.", "en": "Free for everybody."},
                    "main_entity_of_page": f"{self.site}/priser",
                }
            ],
            "has_version": [earlier],
            "is_referenced_by": [f"{self.site}/rapport"],
            "provenance": [{"description": {"sv": "Uppmätt av institutet.", "en": "Measured by the institute."}}],
            "in_series": [series],
            **self._about("vader/alla"),
            **self._when_and_where(),
            **self._relations(earlier),
        }

    def distribution(self, holder: str, service) -> dict:
        """One way to the data that says everything."""
        return {
            "title": {"sv": "Timvärden som JSON", "en": "Hourly values as JSON"},
            "description": {"sv": "Ett objekt per timme.", "en": "One object per hour."},
            "access_url": f"{self.data}/api/vader",
            "download_url": [f"{self.data}/vader.json"],
            "format": "application/json",
            "access_service": [service],
            "temporal_resolution": "PT1H",
            "spatial_resolution_in_meters": "100",
            "byte_size": 2_000_000,
            "language": [_SWEDISH],
            "issued": "2020-01-15",
            "modified": "2026-10-01",
            "status": f"{_EU}/distribution-status/COMPLETED",
            "availability": f"{_EU}/planned-availability/STABLE",
            "applicable_legislation": HIGH_VALUE,
            "license": CC_BY,
            "rights": [self.rights(holder)],
            "checksum": [
                {
                    "checksum_value": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                    "algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha1",
                }
            ],
            "page": [self._document("vader/json", "Fälten i svaret", "The fields of the answer")],
            "conforms_to": [self._document("vader/schema", "Schema för svaret", "Schema of the answer")],
        }

    def other_distribution(self) -> dict:
        """A file under terms of its own."""
        return {
            "access_url": f"{self.data}/vader.csv",
            "download_url": [f"{self.data}/vader.csv"],
            "format": "text/csv",
            "other_license": [self._document("villkor", "Villkor för våra data", "Terms of our data")],
        }
