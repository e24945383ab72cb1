"""Facts of one row each: counties, organisations, people, and what ties them together."""

from organisations.models.county import County
from organisations.models.domain import OrganisationDomain
from organisations.models.invitation import Invitation
from organisations.models.membership import CountyAssignment, Membership, Role
from organisations.models.organisation import Organisation, OrganisationAddress
from organisations.models.person import Person

__all__ = [
    "County",
    "CountyAssignment",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationAddress",
    "OrganisationDomain",
    "Person",
    "Role",
]
