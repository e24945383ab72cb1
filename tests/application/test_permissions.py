"""Every address by every role, with the status that it has to answer with.

The columns are: nobody signed in; organisationsansvarig of another organisation; redaktör, publicist and
organisationsansvarig of the organisation itself; samordnare of its county; samordnare of another county; administrator.
`in` is the way to the sign-in page, `302` any other redirect: a page passed on, or a form that was taken.
"""

import uuid
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.test import Client
from django.urls import get_resolver, path, reverse

from catalog.columns import MODELS
from catalog.models import (
    AddedTerm,
    BulkAction,
    Candidate,
    Catalog,
    Comment,
    DataFile,
    Decision,
    Distribution,
    FileVersion,
    Link,
    LinkExemption,
    ListImport,
    RecommendedDataset,
    Record,
    Release,
    Review,
)
from catalog.services.recommended import seed_recommended_datasets
from catalog.services.review import submit
from coverage.models import ProposedMatch, Statement
from dcat.profile import DCAT_AP_SE
from harvesting.links.noting import note_links
from harvesting.models import Pin, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.address_parts import address_part
from organisations.models import (
    CountyAssignment,
    Invitation,
    Membership,
    Notice,
    Organisation,
    OrganisationAddress,
    OrganisationDomain,
    Person,
)
from organisations.notices.kinds import KINDS
from tests.application.addresses import named_addresses
from tests.application.people import (
    ANONYMOUS,
    ROLES,
    Holding,
    administrators_invitation,
    client_of,
    make_holding,
    other_assignment,
    person_in,
)
from tests.catalog.forms import empty_rows
from tests.factories import make_administrator
from tests.harvesting.factories import make_main_publisher

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

_WITH_A_ROLE_HERE = ("redaktor", "publicist", "organisationsansvarig", "samordnare", "samordnare_elsewhere")
GRUNDDATA = "https://www.dataportal.se/terminology/grunddata"
_THINGS = {"identifier", "dataset_id", "membership_id", "invitation_id", "snapshot_id"}
_THINGS |= {"link_id"}
_THINGS = {"identifier", "dataset_id", "membership_id", "invitation_id", "snapshot_id", "bulk_id"}
_THINGS |= {"match_id"}
# Their last part alone names the thing; what stands before it may be an address part that is no longer in use.
_FOR_EVERYBODY = {"dataset", "series", "service", "data_file"}
_WITH_IRI = (*_FOR_EVERYBODY, "distribution", "contact", "agent", "catalog")
_FOR_EVERYBODY |= {f"{what}_{name}" for name in _WITH_IRI for what in ("iri", "rdf")}
REFUSALS = {"in", "404", "405"}
TABLE = """
front                                  GET    200  200  200  200  200  200  200  200
about                                  GET    200  200  200  200  200  200  200  200
about_feed                             GET    200  200  200  200  200  200  200  200
about_quality                          GET    200  200  200  200  200  200  200  200
accessibility                          GET    200  200  200  200  200  200  200  200
personal_data                          GET    200  200  200  200  200  200  200  200
cookies                                GET    200  200  200  200  200  200  200  200
specification                          GET    200  200  200  200  200  200  200  200
specification_class                    GET    200  200  200  200  200  200  200  200
specification_shapes                   GET    200  200  200  200  200  200  200  200
language                               GET    302  302  302  302  302  302  302  302
livez                                  GET    200  200  200  200  200  200  200  200
readyz                                 GET    200  200  200  200  200  200  200  200
version                                GET    200  200  200  200  200  200  200  200
security_txt                           GET    200  200  200  200  200  200  200  200
robots_txt                             GET    200  200  200  200  200  200  200  200
well_known_void                        GET    303  303  303  303  303  303  303  303
void                                   GET    200  200  200  200  200  200  200  200
void_in_format                         GET    200  200  200  200  200  200  200  200
sitemap_index                          GET    200  200  200  200  200  200  200  200
sitemap_section                        GET    200  200  200  200  200  200  200  200
administration                         GET     in  404  404  404  404  404  404  200
administration_invite                  GET     in  404  404  404  404  404  404  200
administration_invite                  POST    in  404  404  404  404  404  404  302
administration_invitation_send_again   POST    in  404  404  404  404  404  404  302
administration_invitation_revoke       POST    in  404  404  404  404  404  404  302
coordinator_remove                     GET     in  404  404  404  404  404  404  200
coordinator_remove                     POST    in  404  404  404  404  404  404  302
administrator_remove                   GET     in  404  404  404  404  404  404  200
administrator_remove                   POST    in  404  404  404  404  404  404  302
terms                                  GET     in  404  404  404  404  404  404  200
terms                                  POST    in  404  404  404  404  404  404  302
term_remove                            POST    in  404  404  404  404  404  404  302
domains                                GET     in  404  404  404  404  404  404  200
domains                                POST    in  404  404  404  404  404  404  302
domain_use                             GET     in  404  404  404  404  404  404  200
domain_use                             POST    in  404  404  404  404  404  404  302
domain_end                             GET     in  404  404  404  404  404  404  200
domain_end                             POST    in  404  404  404  404  404  404  302
domain_remove                          POST    in  404  404  404  404  404  404  302
members                                GET     in  404  404  404  200  404  404  200
members                                POST    in  404  404  404  302  404  404  302
member_role                            GET     in  404  404  404  200  404  404  200
member_role                            POST    in  404  404  404  302  404  404  302
member_remove                          GET     in  404  404  404  200  404  404  200
member_remove                          POST    in  404  404  404  302  404  404  302
member_invitation_send_again           POST    in  404  404  404  302  404  404  302
member_invitation_revoke               POST    in  404  404  404  302  404  404  302
organisation_settings                  GET     in  404  404  404  200  404  404  200
organisation_number                    POST    in  404  404  404  422  404  404  422
organisation_approval                  POST    in  404  404  404  302  404  404  302
organisation_sharing                   POST    in  404  404  404  302  404  404  302
profile                                GET     in  200  200  200  200  200  200  200
profile                                POST    in  302  302  302  302  302  302  302
account_email                          GET     in  302  302  302  302  302  302  302
account_email                          POST    in  302  302  302  302  302  302  302
invitation:closed                      GET    404  404  404  404  404  404  404  404
invitation:closed                      POST   404  404  404  404  404  404  404  404
invitation:open                        GET    200  200  200  200  200  200  200  200
invitation:open                        POST   200  200  200  200  200  200  200  200
feed_combined                          GET    200  200  200  200  200  200  200  200
feed_combined_in_format                GET    200  200  200  200  200  200  200  200
iri_combined_catalogue                 GET    303  303  303  303  303  303  303  303
collected_feeds                        GET    200  200  200  200  200  200  200  200
feed_collected                         GET    200  200  200  200  200  200  200  200
feed_collected_in_format               GET    200  200  200  200  200  200  200  200
iri_collected_catalogue                GET    303  303  303  303  303  303  303  303
feed                                   GET    200  200  200  200  200  200  200  200
feed_in_format                         GET    200  200  200  200  200  200  200  200
feed_status                            GET     in  404  200  200  200  200  404  200
feed_build                             POST    in  404  302  302  302  404  404  302
feed_snapshot                          GET     in  404  200  200  200  200  404  200
feed_pin                               GET     in  404  404  404  200  404  404  200
feed_pin                               POST    in  404  404  404  302  404  404  302
feed_unpin                             GET     in  404  404  404  302  404  404  302
feed_unpin                             POST    in  404  404  404  302  404  404  302
organisation_links                     GET     in  404  200  200  200  404  404  200
organisation_links_check               POST    in  404  302  302  302  404  404  302
link_exempt                            GET     in  404  200  200  200  404  404  200
link_exempt                            POST    in  404  302  302  302  404  404  302
link_exempt_end                        POST    in  404  302  302  302  404  404  302
record_links                           GET     in  404  200  200  200  404  404  200
record_links:draft                     GET     in  404  200  200  200  404  404  200
record_links_check                     POST    in  404  302  302  302  404  404  302
account_login                          GET    200  302  302  302  302  302  302  302
account_login                          POST   200  302  302  302  302  302  302  302
account_logout                         GET    302  200  200  200  200  200  200  200
account_logout                         POST   302  302  302  302  302  302  302  302
account_inactive                       GET    200  200  200  200  200  200  200  200
account_signup                         GET    200  302  302  302  302  302  302  302
account_signup                         POST   200  302  302  302  302  302  302  302
account_reauthenticate                 GET     in  200  200  200  200  200  200  200
account_reauthenticate                 POST    in  200  200  200  200  200  200  200
account_email_verification_sent        GET    200  200  200  200  200  200  200  200
account_change_password                GET     in  200  200  200  200  200  200  200
account_change_password                POST    in  200  200  200  200  200  200  200
account_set_password                   GET     in  302  302  302  302  302  302  302
account_set_password                   POST    in  302  302  302  302  302  302  302
account_reset_password                 GET    200  200  200  200  200  200  200  200
account_reset_password                 POST   200  200  200  200  200  200  200  200
account_confirm_login_code             GET     in  302  302  302  302  302  302  302
account_confirm_login_code             POST    in  302  302  302  302  302  302  302
account_confirm_email                  GET    200  200  200  200  200  200  200  200
account_confirm_email                  POST   404  404  404  404  404  404  404  404
account_reset_password_from_key_done   GET    200  200  200  200  200  200  200  200
account_reset_password_from_key        GET    200  200  200  200  200  200  200  200
account_reset_password_from_key        POST   200  200  200  200  200  200  200  200
account_reset_password_done            GET    200  200  200  200  200  200  200  200
notices                                GET     in  200  200  200  200  200  200  200
notices                                POST    in  302  302  302  302  302  302  302
notice_choices                         GET     in  200  200  200  200  200  200  200
notice_choices                         POST    in  302  302  302  302  302  302  302
notice                                 GET     in  404  404  404  404  404  404  404
unsubscribe                            GET    404  404  404  404  404  404  404  404
unsubscribe                            POST   404  404  404  404  404  404  404  404
usersessions_list                      GET     in  200  200  200  200  200  200  200
usersessions_list                      POST    in  302  302  302  302  302  302  302
workspace                              GET     in  302  302  302  302  200  200  200
workspace_organisation                 GET     in  404  200  200  200  200  404  200
own_catalogue                          GET     in  404  302  302  302  404  404  302
own_publisher                          GET     in  404  302  302  302  404  404  302
record_list:dataset                    GET     in  404  200  200  200  404  404  200
record_list:contact                    GET     in  404  200  200  200  404  404  200
record_list:service                    GET     in  404  200  200  200  404  404  200
record_list:series                     GET     in  404  200  200  200  404  404  200
record_list:catalog                    GET     in  404  404  404  404  404  404  404
dataset_start                          GET     in  404  200  200  200  404  404  200
start_recommended                      GET     in  404  200  200  200  404  404  200
start_recommended                      POST    in  404  302  302  302  404  404  302
start_copies                           GET     in  404  200  200  200  404  404  200
start_copy:published                   GET     in  404  200  200  200  404  404  200
start_copy:published                   POST    in  404  302  302  302  404  404  302
start_copy:draft                       GET     in  404  200  200  200  404  404  200
start_link                             GET     in  404  200  200  200  404  404  200
start_link                             POST    in  404  302  302  302  404  404  302
record_create:dataset                  GET     in  404  200  200  200  404  404  200
record_create:dataset                  POST    in  404  302  302  302  404  404  302
record_create:contact                  GET     in  404  200  200  200  404  404  200
record_create:service                  GET     in  404  200  200  200  404  404  200
record_create:series                   GET     in  404  200  200  200  404  404  200
record_create:contact                  POST    in  404  302  302  302  404  404  302
record_create:service                  POST    in  404  302  302  302  404  404  302
record_create:series                   POST    in  404  302  302  302  404  404  302
record_create:catalog                  GET     in  404  404  404  404  404  404  404
record_create:catalog                  POST    in  404  404  404  404  404  404  404
record_edit:published                  GET     in  404  200  200  200  404  404  200
record_edit:published                  POST    in  404  302  302  302  404  404  302
record_edit:draft                      GET     in  404  200  200  200  404  404  200
record_edit:draft                      POST    in  404  302  302  302  404  404  302
record_edit:contact                    GET     in  404  200  200  200  404  404  200
record_edit:service                    GET     in  404  200  200  200  404  404  200
record_edit:series                     GET     in  404  200  200  200  404  404  200
record_edit:contact                    POST    in  404  302  302  302  404  404  302
record_edit:service                    POST    in  404  302  302  302  404  404  302
record_edit:series                     POST    in  404  302  302  302  404  404  302
record_edit:catalog                    GET     in  404  200  200  200  404  404  200
record_edit:catalog                    POST    in  404  302  302  302  404  404  302
record_edit:publisher                  GET     in  404  200  200  200  404  404  200
record_edit:publisher                  POST    in  404  302  302  302  404  404  302
record_publish:published               GET     in  404  200  200  200  404  404  200
record_publish:published               POST    in  404  302  302  302  404  404  302
record_publish:draft                   GET     in  404  200  200  200  404  404  200
record_publish:draft                   POST    in  404  302  302  302  404  404  302
record_publish:contact                 GET     in  404  200  200  200  404  404  200
record_publish:service                 GET     in  404  200  200  200  404  404  200
record_publish:series                  GET     in  404  200  200  200  404  404  200
record_publish:contact                 POST    in  404  302  302  302  404  404  302
record_publish:service                 POST    in  404  302  302  302  404  404  302
record_publish:series                  POST    in  404  302  302  302  404  404  302
record_publish:catalog                 GET     in  404  200  200  200  404  404  200
record_publish:catalog                 POST    in  404  302  302  302  404  404  302
record_publish:publisher               GET     in  404  200  200  200  404  404  200
record_publish:publisher               POST    in  404  302  302  302  404  404  302
record_withdraw:published              GET     in  404  200  200  200  404  404  200
record_withdraw:published              POST    in  404  302  302  302  404  404  302
record_withdraw:contact                GET     in  404  200  200  200  404  404  200
record_withdraw:service                GET     in  404  200  200  200  404  404  200
record_withdraw:series                 GET     in  404  200  200  200  404  404  200
record_withdraw:contact                POST    in  404  302  302  302  404  404  302
record_withdraw:service                POST    in  404  409  409  409  404  404  409
record_withdraw:series                 POST    in  404  409  409  409  404  404  409
record_withdraw:catalog                GET     in  404  404  404  404  404  404  404
record_withdraw:catalog                POST    in  404  404  404  404  404  404  404
record_mend:published                  POST    in  404  302  302  302  404  404  302
record_mend:draft                      POST    in  404  302  302  302  404  404  302
record_mend:contact                    POST    in  404  302  302  302  404  404  302
record_mend:service                    POST    in  404  302  302  302  404  404  302
record_mend:series                     POST    in  404  302  302  302  404  404  302
record_mend:catalog                    POST    in  404  302  302  302  404  404  302
organisation_quality                   GET     in  404  200  200  200  200  404  200
dataset_quality:published              GET     in  404  200  200  200  404  404  200
dataset_quality:draft                  GET     in  404  200  200  200  404  404  200
dataset_preview:published              GET     in  404  200  200  200  404  404  200
dataset_preview:draft                  GET     in  404  200  200  200  404  404  200
record_history:published               GET     in  404  200  200  200  404  404  200
record_history:draft                   GET     in  404  200  200  200  404  404  200
reviews                                GET     in  404  200  200  200  404  404  200
record_review:published                GET     in  404  200  200  200  404  404  200
record_review:published                POST    in  404  302  302  302  404  404  302
record_review:draft                    GET     in  404  200  200  200  404  404  200
record_review:draft                    POST    in  404  302  302  302  404  404  302
record_review:contact                  GET     in  404  200  200  200  404  404  200
record_review:catalog                  GET     in  404  200  200  200  404  404  200
review_changes:published               GET     in  404  404  404  404  404  404  404
review_changes:draft                   GET     in  404  200  200  200  404  404  200
record_difference:published            GET     in  404  200  200  200  404  404  200
record_difference:draft                GET     in  404  200  200  200  404  404  200
record_restore:published               GET     in  404  200  200  200  404  404  200
record_restore:published               POST    in  404  302  302  302  404  404  302
bulk_choose                            POST    in  404  302  302  302  404  404  302
bulk                                   GET     in  404  200  200  200  404  404  200
bulk                                   POST    in  404  302  302  302  404  404  302
bulk_run                               POST    in  404  302  302  302  404  404  302
record_discard:published               GET     in  404  200  200  200  404  404  200
record_discard:published               POST    in  404  302  302  302  404  404  302
record_discard:draft                   GET     in  404  200  200  200  404  404  200
record_discard:draft                   POST    in  404  302  302  302  404  404  302
record_discard:contact                 GET     in  404  200  200  200  404  404  200
record_discard:service                 GET     in  404  200  200  200  404  404  200
record_discard:series                  GET     in  404  200  200  200  404  404  200
record_discard:contact                 POST    in  404  302  302  302  404  404  302
record_discard:service                 POST    in  404  302  302  302  404  404  302
record_discard:series                  POST    in  404  302  302  302  404  404  302
record_discard:catalog                 GET     in  404  404  404  404  404  404  404
record_discard:catalog                 POST    in  404  404  404  404  404  404  404
distribution_create:draft              GET     in  404  200  200  200  404  404  200
distribution_create:draft              POST    in  404  302  302  302  404  404  302
distribution_edit:published            GET     in  404  200  200  200  404  404  200
distribution_edit:published            POST    in  404  302  302  302  404  404  302
distribution_remove:published          GET     in  404  200  200  200  404  404  200
distribution_remove:published          POST    in  404  302  302  302  404  404  302
atom                                   GET    200  200  200  200  200  200  200  200
atom_county                            GET    200  200  200  200  200  200  200  200
atom_organisation                      GET    200  200  200  200  200  200  200  200
organisations                          GET    200  200  200  200  200  200  200  200
organisation                           GET    200  200  200  200  200  200  200  200
dataset:published                      GET    200  200  200  200  200  200  200  200
dataset:draft                          GET    404  404  404  404  404  404  404  404
series:series                          GET    200  200  200  200  200  200  200  200
service:service                        GET    200  200  200  200  200  200  200  200
iri_dataset:published                  GET    303  303  303  303  303  303  303  303
iri_dataset:draft                      GET    404  404  404  404  404  404  404  404
iri_distribution:published             GET    303  303  303  303  303  303  303  303
iri_distribution:draft                 GET    404  404  404  404  404  404  404  404
iri_series:series                      GET    303  303  303  303  303  303  303  303
iri_service:service                    GET    303  303  303  303  303  303  303  303
iri_contact:contact                    GET    404  404  404  404  404  404  404  404
iri_agent:agent                        GET    404  404  404  404  404  404  404  404
iri_agent:publisher                    GET    303  303  303  303  303  303  303  303
iri_catalog:catalog                    GET    303  303  303  303  303  303  303  303
rdf_dataset:published                  GET    200  200  200  200  200  200  200  200
rdf_dataset:draft                      GET    404  404  404  404  404  404  404  404
rdf_distribution:published             GET    200  200  200  200  200  200  200  200
rdf_distribution:draft                 GET    404  404  404  404  404  404  404  404
rdf_series:series                      GET    200  200  200  200  200  200  200  200
rdf_service:service                    GET    200  200  200  200  200  200  200  200
rdf_contact:contact                    GET    404  404  404  404  404  404  404  404
rdf_agent:agent                        GET    404  404  404  404  404  404  404  404
rdf_agent:publisher                    GET    200  200  200  200  200  200  200  200
rdf_catalog:catalog                    GET    303  303  303  303  303  303  303  303
data_file:published                    GET    200  200  200  200  200  200  200  200
data_file:draft                        GET    404  404  200  200  200  404  404  200
file_create                            GET     in  404  200  200  200  404  404  200
file_create                            POST    in  404  422  422  422  404  404  422
file_page:published                    GET     in  404  200  200  200  404  404  200
file_page:draft                        GET     in  404  200  200  200  404  404  200
file_page:draft                        POST    in  404  422  422  422  404  404  422
file_remove:published                  GET     in  404  200  200  200  404  404  200
file_remove:published                  POST    in  404  409  409  409  404  404  409
file_remove:draft                      GET     in  404  200  200  200  404  404  200
file_remove:draft                      POST    in  404  302  302  302  404  404  302
file_version:draft                     GET     in  404  200  200  200  404  404  200
file_restore:draft                     POST    in  404  302  302  302  404  404  302
dashboard                              GET     in  404  200  200  200  200  404  200
candidates                             GET     in  404  200  200  200  200  404  200
candidate_create                       GET     in  404  200  200  200  404  404  200
candidate_create                       POST    in  404  302  302  302  404  404  302
candidates_paste                       GET     in  404  200  200  200  404  404  200
candidates_paste                       POST    in  404  302  302  302  404  404  302
candidates_recommended                 GET     in  404  200  200  200  404  404  200
candidates_recommended                 POST    in  404  302  302  302  404  404  302
candidate                              GET     in  404  200  200  200  404  404  200
candidate_edit                         GET     in  404  200  200  200  404  404  200
candidate_edit                         POST    in  404  302  302  302  404  404  302
candidate_question                     GET     in  404  200  200  200  404  404  200
candidate_question                     POST    in  404  302  302  302  404  404  302
candidate_grow                         POST    in  404  302  302  302  404  404  302
candidate_decline                      GET     in  404  200  200  200  404  404  200
candidate_decline                      POST    in  404  302  302  302  404  404  302
candidate_resume                       POST    in  404  302  302  302  404  404  302
candidate_remove                       GET     in  404  200  200  200  404  404  200
candidate_remove                       POST    in  404  302  302  302  404  404  302
situation                              GET    200  200  200  200  200  200  200  200
how_it_is_counted                      GET    200  200  200  200  200  200  200  200
coordination                           GET     in  404  404  404  404  302  302  302
area_overview                          GET     in  404  404  404  404  200  404  200
area_map                               GET     in  404  404  404  404  200  404  200
coverage_matrix                        GET     in  404  404  404  404  200  404  200
monday                                 GET     in  404  404  404  404  200  404  200
monday                                 POST    in  404  404  404  404  422  404  422
own_coverage                           GET     in  404  200  200  200  200  404  200
coverage_cell                          GET     in  404  200  200  200  200  404  200
coverage_cell                          POST    in  404  302  302  302  404  404  302
match_decide                           POST    in  404  302  302  302  404  404  302
recommended_list                       GET     in  404  404  404  404  200  200  200
recommended_list_file                  GET     in  404  404  404  404  200  200  200
recommended_create                     GET     in  404  404  404  404  200  200  200
recommended_create                     POST    in  404  404  404  404  302  302  302
recommended_import                     GET     in  404  404  404  404  200  200  200
recommended_import                     POST    in  404  404  404  404  422  422  422
recommended_import_run                 GET     in  404  404  404  404  200  200  200
recommended_import_run                 POST    in  404  404  404  404  302  302  302
recommended_versions                   GET     in  404  404  404  404  200  200  200
recommended_edit                       GET     in  404  404  404  404  200  200  200
recommended_edit                       POST    in  404  404  404  404  302  302  302
recommended_row_versions               GET     in  404  404  404  404  200  200  200
recommended_withdraw                   POST    in  404  404  404  404  302  302  302
area_report                            GET     in  404  404  404  404  200  404  200
area_report_file                       GET     in  404  404  404  404  200  404  200
own_report                             GET     in  404  200  200  200  200  404  200
own_report_file                        GET     in  404  200  200  200  200  404  200
"""


@dataclass(frozen=True)
class Row:
    """What an address answers each role with. ``case`` tells the rows of one address apart."""

    name: str
    case: str
    method: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.case}".strip()


def rows() -> list[Row]:
    """The table, read."""
    return [_row(line) for line in TABLE.strip().splitlines()]


def _row(line: str) -> Row:
    name, method, *expected = line.split()
    name, _colon, case = name.partition(":")
    assert len(expected) == len(ROLES), line
    return Row(name, case, method, tuple(expected))


def is_about_a_thing_of_an_organisation(row: Row) -> bool:
    """Whether the address names a thing of the organisation that it names, in the workspace."""
    parts = named_addresses()[row.name]
    return "slug" in parts and bool(parts & _THINGS) and row.name not in _FOR_EVERYBODY


def missing_from_table(addresses: dict) -> set[str]:
    """The addresses that no row speaks of."""
    return set(addresses) - {row.name for row in rows()}


def make_term() -> AddedTerm:
    """A term that an administrator has added."""
    return AddedTerm.objects.create(vocabulary="grunddata", iri=f"{GRUNDDATA}/mark", label={"sv": "Mark", "en": "Land"})


def make_exemptions(*holdings: Holding) -> None:
    """Each has an address that it does not want to be told of."""
    note_links()
    for holding in holdings:
        link = Link.objects.filter(uses__release__record=holding.published).first()
        LinkExemption.objects.create(organisation=holding.organisation, link=link, reason="Byggs om")


def make_proposals(*holdings: Holding) -> None:
    """Each has published something that may be a recommended dataset."""
    recommended = RecommendedDataset.objects.get(key="lekplatser")
    for holding in holdings:
        ProposedMatch.objects.create(record=holding.published, recommended=recommended, share=1.0, because="lekplats")


def make_recommended() -> None:
    """A recommended dataset that nobody has."""
    values = {"name": "Lekplatser", "sort_key": "lekplatser", "description": "Lekplatser.", "applies_to": "both"}
    RecommendedDataset.objects.get_or_create(key="lekplatser", defaults=values)


@dataclass(frozen=True)
class World:
    """Two organisations, and a browser for each role as seen from the first one."""

    own: Holding
    other: Holding
    cookies: dict[str, str]
    assignment: CountyAssignment
    administrator: Person
    administrators_invitation: Invitation
    term: AddedTerm
    domain: OrganisationDomain
    untouched: tuple

    def parts(self, holding: Holding, case: str, name: str = "") -> dict:
        """Values for all parts of addresses, naming this organisation's things."""
        organisation = holding.organisation
        dataset = holding.draft if case.startswith("draft") else holding.published
        record = {
            "contact": holding.contact,
            "agent": holding.agent,
            "series": holding.series,
            "service": holding.service,
            "catalog": organisation.catalogue,
            "publisher": organisation.publisher_agent,
        }.get(case, dataset)
        return {
            "slug": organisation.slug,
            "class_name": record.class_name,
            "identifier": record.uuid,
            "number": 1,
            "bulk_id": holding.bulk.uuid,
            "dataset_id": dataset.uuid,
            "membership_id": holding.member.pk,
            "invitation_id": holding.invitation.pk,
            "snapshot_id": Snapshot.objects.get(feed__organisation=organisation).pk,
            "link_id": LinkExemption.objects.get(organisation=organisation).link_id,
            "assignment_id": self.assignment.pk,
            "person_id": self.administrator.pk,
            "what": "administrator",
            "token": holding.issued.token if case == "open" else "ingen-inbjudan",
            "code": "en" if name == "language" else organisation.county_id,
            "suffix": "csv" if name.endswith("_file") else "ttl",
            "described_class": "Dataset",
            "version": DCAT_AP_SE.version,
            "key": "ingen-nyckel",
            "term_id": self.term.pk,
            "recommended_key": "lekplatser",
            "area": address_part(organisation.county.name),
            "match_id": ProposedMatch.objects.get(record__organisation=organisation).pk,
            "source_id": dataset.uuid,
            "domain_id": self.domain.pk,
            "section": organisation.slug,
            "notice_id": Notice.objects.first().pk,
            "uidb36": "1",
            "word": "lan",
            "question": "innehall",
            "import_id": ListImport.objects.get().uuid,
            "address_part": address_part(organisation.county.name),
        }

    def address(self, name: str, case: str, holding: Holding, *, slug: str = "") -> str:
        """The path of an address, about this organisation's things."""
        parts = self.parts(holding, case, name)
        if name in ("distribution_edit", "distribution_remove", "iri_distribution", "rdf_distribution"):
            of_dataset = Distribution.objects.filter(dataset__uuid=parts["dataset_id"])
            parts["identifier"] = of_dataset.first().uuid
        elif name in ("file_page", "file_remove", "file_version", "file_restore"):
            parts["identifier"] = DataFile.objects.get(dataset__uuid=parts["dataset_id"]).distribution_uuid
        elif name == "data_file":
            file = DataFile.objects.get(dataset__uuid=parts["dataset_id"])
            parts |= {"identifier": file.uuid, "name": file.name}
        elif name in ("distribution_create", "file_create"):
            parts["identifier"] = parts["dataset_id"]
        elif name == "candidate" or name.startswith("candidate_"):
            parts["identifier"] = holding.candidate.uuid
        elif name.startswith("administration_invitation"):
            parts["invitation_id"] = self.administrators_invitation.pk
        if name in ("coverage_cell", "match_decide"):
            parts["key"] = "lekplatser"
        if slug:
            parts["slug"] = slug
        wanted = named_addresses()[name]
        return reverse(name, kwargs={part: parts[part] for part in wanted})


@pytest.fixture(scope="module")
def world(module_rows) -> World:
    seed_recommended_datasets()
    own, other = make_holding("Arboga kommun"), make_holding("Bålsta kommun", county_code="05")
    cookies = {}
    for role in ROLES:
        cookie = client_of(person_in(role, own.organisation)).cookies.get("sessionid")
        cookies[role] = cookie.value if cookie else ""
    things = {
        "assignment": other_assignment(),
        "administrator": person_in("administrator", own.organisation),
        "administrators_invitation": administrators_invitation(),
        "term": make_term(),
        "domain": OrganisationDomain.objects.create(host="data.arboga.se", organisation=own.organisation),
    }
    for holding in (own, other):
        submit_draft(holding)
    make_recommended()
    ListImport.objects.create(file_name="lista.csv", rows=[])
    make_main_publisher()
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)
    make_exemptions(own, other)
    make_proposals(own, other)
    return World(own=own, other=other, cookies=cookies, **things, untouched=what_is_written())


def submit_draft(holding: Holding) -> None:
    draft = Record.objects.get(pk=holding.draft.pk).described
    submit(make_administrator(), record=draft, visibility="public", edit_number=draft.edit_number)


def ask(world: World, role: str, method: str, address: str, data: dict | None = None) -> str:
    """The status, in the table's words. Nothing that came of it stays; where it is a refusal, nothing came of it."""
    client = Client(raise_request_exception=True)
    if world.cookies[role]:
        client.cookies["sessionid"] = world.cookies[role]
    with transaction.atomic():
        response = client.post(address, data or {}) if method == "POST" else client.get(address)
        status = "in" if leads_to_sign_in(response) else str(response.status_code)
        if status in REFUSALS:
            assert what_is_written() == world.untouched, f"{method} {address} by {role} wrote something"
        transaction.set_rollback(True)
    return status


def leads_to_sign_in(response) -> bool:
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(reverse("account_login"))


def what_is_written() -> tuple:
    """Figures that change with whatever an address lets somebody do."""
    counted = (Release, Distribution, AddedTerm, CountyAssignment, OrganisationAddress, Pin, FileVersion)
    counted = (Release, Review, Comment, Notice, Distribution, AddedTerm, CountyAssignment, OrganisationAddress, Pin)
    counted = (Candidate, Decision, Release, Distribution, AddedTerm, CountyAssignment, OrganisationAddress, Pin)
    counted = (BulkAction, Release, Distribution, AddedTerm, CountyAssignment, OrganisationAddress, Pin)
    return (
        *(each.objects.count() for each in counted),
        *Record.objects.aggregate(Count("pk"), Sum("edit_number"), Count("current_release")).values(),
        *Catalog.objects.aggregate(Sum("published_revision")).values(),
        sorted(Membership.objects.values_list("pk", "role")),
        (Statement.objects.count(), sorted(ProposedMatch.objects.values_list("pk", "state"))),
        (Link.objects.count(), Link.objects.wanted().count(), LinkExemption.objects.count()),
        sorted(Organisation.objects.values_list("pk", "requires_approval", "number_confirmed_at")),
        sorted(OrganisationDomain.objects.values_list("host", "in_use_since", "in_use_until")),
        sorted(Invitation.objects.values_list("pk", "token_hash", "revoked_at"), key=str),
        *Person.objects.aggregate(
            all=Count("pk"), administrators=Count("pk", filter=Q(is_administrator=True))
        ).values(),
    )


def typed(name: str, world: World, holding: Holding, case: str) -> dict:
    """What a person fills in, so that the form is taken from whoever may send it."""
    record = world.parts(holding, case)["identifier"]
    distribution = Distribution.objects.filter(dataset__uuid=record).first()
    forms = {
        "record_create": {"title-sv": "Ny", "name": "Ny", "name-sv": "Ny", "creation_token": uuid.uuid4(), **_NO_ROWS},
        "record_edit": {"title-sv": "Ändrad", "name": "Ändrad", "name-sv": "Ändrad", **_NO_ROWS},
        "start_recommended": {"title-sv": "Ny", "creation_token": uuid.uuid4()},
        "start_copy": {"title-sv": "Ny", "creation_token": uuid.uuid4()},
        "start_link": {"distribution_access_url": "https://data.example.com/ny.csv", "creation_token": uuid.uuid4()},
        "record_publish": {"visibility": "public"},
        "record_withdraw": {"note": "Fel"},
        "record_review": {"action": "comment", "text": "Bra"},
        "notice_choices": dict.fromkeys(KINDS, "daily"),
        "bulk_choose": {"atgard": "withdraw", "alla": "1"},
        "bulk": {"contact": holding.contact.pk},
        "distribution_create": {"access_url": "https://data.example.com/ny", **_NO_ROWS},
        "distribution_edit": {"access_url": "https://data.example.com/2", **_NO_ROWS},
        "members": {"email": "ny@example.com", "role": "redaktor", "language": "sv"},
        "member_role": {"role": "publicist"},
        "administration_invite": {"email": "ny@example.com", "language": "sv"},
        "coverage_cell": {"kind": "prepared"},
        "match_decide": {"is_right": ""},
        "candidate_create": {"name": "Ny kandidat"},
        "candidates_paste": {"lines": "Ny kandidat"},
        "candidates_recommended": {"chosen": "lekplatser"},
        "candidate_edit": {"name": "Nytt namn", "edit_number": "1"},
        "candidate_question": {"text": "Allt om träd"},
        "candidate_decline": {"reason": "Ingen frågar efter dem"},
        "feed_pin": {"reason": "Fel uppgifter kom ut"},
        "link_exempt": {"reason": "Byggs om"},
        "organisation_approval": {"requires_approval": "yes"},
        "organisation_sharing": {"in_combined_feed": "yes"},
        "organisation_number": {"number": holding.organisation.organisation_number},
        "profile": {"name": "Nytt namn", "language": "sv"},
        "domains": {"organisation": holding.organisation.pk, "host": "oppna.arboga.se"},
        "recommended_create": {"name": "Ny rad", "description": "Ny", "applies_to": "both"},
        "recommended_edit": {"name": "Lekplatser", "description": "Ny", "applies_to": "both", "version": "0"},
        "terms": {"vocabulary": "grunddata", "iri": f"{GRUNDDATA}/vatten", "label-sv": "Vatten", "label-en": "Water"},
    }
    data = forms.get(name, {"note": "x"})
    if name in ("record_edit", "record_publish", "record_restore"):
        data["edit_number"] = Record.objects.get(uuid=record).edit_number
    assert distribution or name != "distribution_edit"
    if name == "distribution_edit":
        data["edit_number"] = distribution.edit_number
    return data


_NO_ROWS = {name: count for class_name in MODELS for name, count in empty_rows(class_name).items()}


@pytest.mark.parametrize("row", rows(), ids=str)
def test_every_role_gets_what_the_table_says(row: Row, world: World):
    address = world.address(row.name, row.case, world.own)
    data = typed(row.name, world, world.own, row.case)

    answered = {role: ask(world, role, row.method, address, data) for role in ROLES}

    assert answered == dict(zip(ROLES, row.expected, strict=True))


@pytest.mark.parametrize("row", [row for row in rows() if "slug" in named_addresses()[row.name]], ids=str)
def test_who_has_a_role_here_is_an_outsider_in_another_organisation(row: Row, world: World):
    address = world.address(row.name, row.case, world.other)
    data = typed(row.name, world, world.other, row.case)
    expected = row.expected[ROLES.index("outsider")]

    answered = {role: ask(world, role, row.method, address, data) for role in ROLES if role in _WITH_A_ROLE_HERE}

    assert answered == dict.fromkeys(answered, expected)


@pytest.mark.parametrize("row", [row for row in rows() if is_about_a_thing_of_an_organisation(row)], ids=str)
def test_another_organisations_thing_is_not_there_whatever_address_part_stands_before_it(row: Row, world: World):
    address = world.address(row.name, row.case, world.other, slug=world.own.organisation.slug)
    data = typed(row.name, world, world.other, row.case)

    answered = {role: ask(world, role, row.method, address, data) for role in ROLES}

    assert answered == {role: "in" if role == ANONYMOUS else "404" for role in ROLES}


def test_every_address_has_a_row():
    assert missing_from_table(named_addresses()) == set()


def test_an_address_without_a_row_is_noticed():
    new = [path("arbete/nytt/", ask, name="brand_new"), path("arbete/<slug:slug>/namnlos/", ask)]

    assert missing_from_table(named_addresses([*get_resolver().url_patterns, *new])) == {
        "brand_new",
        "arbete/<slug:slug>/namnlos/",
    }


def test_every_row_is_about_an_address_that_there_is():
    assert {row.name for row in rows()} <= set(named_addresses())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_table_does_not_have_is_not_allowed(method: str, world: World):
    allowed = {row.name for row in rows() if row.method == method}
    refused = {name: world.address(name, "", world.own) for name in named_addresses() if name not in allowed}

    assert {name: ask(world, "administrator", method, address) for name, address in refused.items()} == dict.fromkeys(
        refused, "405"
    )
