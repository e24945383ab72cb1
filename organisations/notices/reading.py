"""Which notices a person may see."""

from django.db.models import Q

from organisations.models import Notice, Person
from organisations.models.notice import NoticeQuerySet
from organisations.permissions import organisations_of


def notices_of(person: Person) -> NoticeQuerySet:
    """The person's notices, without those from where they have nothing to do any more."""
    here = organisations_of(person).order_by().values("pk")
    return Notice.objects.filter(Q(organisation=None) | Q(organisation__in=here), person=person)
