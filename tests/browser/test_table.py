"""No page is forgotten: whatever the product answers with a page stands in the table of pages."""

import uuid

import pytest
from django.urls import get_resolver, resolve

from tests.browser.pages import BROKEN, PAGES

pytestmark = pytest.mark.browser

# Addresses that answer with something else than a page of their own: data, a redirect, or the page they are sent from.
NO_PAGE = {
    "account_confirm_login_code": "signing in by code is not offered: leads to the sign-in",
    "account_set_password": "everybody has a password: leads to the change of it",
    "administration_invitation_revoke": "takes a form and leads back",
    "administration_invitation_send_again": "takes a form and leads back",
    "area_report_file": "data",
    "atom": "data",
    "atom_county": "data",
    "atom_organisation": "data",
    "bulk_choose": "takes a form and leads on",
    "bulk_run": "takes a form and leads back",
    "candidate_grow": "takes a form and leads on",
    "candidate_resume": "takes a form and leads back",
    "coordination": "leads on",
    "data_file": "data",
    "domain_remove": "takes a form and leads back",
    "feed": "data",
    "feed_build": "takes a form and leads back",
    "feed_collected": "data",
    "feed_collected_in_format": "data",
    "feed_combined": "data",
    "feed_combined_in_format": "data",
    "feed_in_format": "data",
    "file_restore": "takes a form and leads back",
    "file_version": "data",
    "iri_agent": "leads on",
    "iri_catalog": "leads on",
    "iri_collected_catalogue": "leads on",
    "iri_combined_catalogue": "leads on",
    "iri_contact": "leads on",
    "iri_dataset": "leads on",
    "iri_distribution": "leads on",
    "iri_series": "leads on",
    "iri_service": "leads on",
    "language": "leads back",
    "link_exempt_end": "takes a form and leads back",
    "livez": "data",
    "match_decide": "takes a form and leads back",
    "member_invitation_revoke": "takes a form and leads back",
    "member_invitation_send_again": "takes a form and leads back",
    "notice": "leads on",
    "organisation_approval": "takes a form of the settings and leads back",
    "organisation_links_check": "takes a form and leads back",
    "organisation_number": "takes a form of the settings and leads back",
    "organisation_sharing": "takes a form of the settings and leads back",
    "own_report_file": "data",
    "rdf_agent": "data",
    "rdf_catalog": "leads on to the feed",
    "rdf_contact": "data",
    "rdf_dataset": "data",
    "rdf_distribution": "data",
    "rdf_series": "data",
    "rdf_service": "data",
    "readyz": "data",
    "recommended_list_file": "data",
    "recommended_withdraw": "takes a form and leads back",
    "record_links_check": "takes a form and leads back",
    "record_mend": "takes a form and leads to the field",
    "robots_txt": "data",
    "security_txt": "data",
    "sitemap_index": "data",
    "sitemap_section": "data",
    "specification_shapes": "data",
    "term_remove": "takes a form and leads back",
    "version": "data",
    "void": "data",
    "void_in_format": "data",
    "well_known_void": "leads on",
}


class Values(dict):
    """Something that fits for every name in an address."""

    def __missing__(self, name: str) -> str:
        return {
            "reset_key": "1-a",
            "membership": "1",
            "administrator": "1",
            "assignment": "1",
            "domain": "1",
            "link": "1",
            "second_version": "1",
        }.get(name, str(uuid.UUID(int=0)))


def names(patterns) -> set[str]:
    """The names of all addresses."""
    found = set()
    for pattern in patterns:
        found |= names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name}
    return found


def test_every_address_is_in_the_table_or_is_no_page():
    listed = [page for page in PAGES if page not in BROKEN and page.name != "not_found"]
    covered = {resolve(page.address.format_map(Values()).partition("?")[0]).url_name for page in listed}
    assert names(get_resolver().url_patterns) - covered == set(NO_PAGE)
