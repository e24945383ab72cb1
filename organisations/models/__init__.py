"""Facts of one row each: counties, organisations, people, and what ties them together."""

from organisations.models.county import County
from organisations.models.domain import OrganisationDomain
from organisations.models.invitation import Invitation
from organisations.models.membership import CountyAssignment, Membership, Role
from organisations.models.notice import ByMail, Notice, NoticeChoice
from organisations.models.organisation import Organisation, OrganisationAddress
from organisations.models.person import Person

__all__ = [
    "ByMail",
    "County",
    "CountyAssignment",
    "Invitation",
    "Membership",
    "Notice",
    "NoticeChoice",
    "Organisation",
    "OrganisationAddress",
    "OrganisationDomain",
    "Person",
    "Role",
]
