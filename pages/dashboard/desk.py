"""Who looks at which organisation, what several sources need to know of it, and the items that sources give."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from catalog.models import Record, Review
from catalog.names import DESCRIBED
from harvesting.arrival.state import ArrivalState, arrival_of
from harvesting.state import FeedState, state_of
from organisations.models import Organisation
from organisations.permissions import Action, may

SHOWN = 5  # of each kind; all are one click away

_UNPUBLISHED = Q(current_release=None, was_published=False)
# What waits for review is told of by the reviews, and by nothing else.
_NOT_IN_REVIEW = ~Exists(Review.objects.waiting().filter(record=OuterRef("pk")))
_LISTED = Q(class_name__in=Record.LISTED)
UNFINISHED = _LISTED & _UNPUBLISHED & Q(errors__gt=0)
READY = _LISTED & _UNPUBLISHED & Q(errors=0) & Q(_NOT_IN_REVIEW)
IN_FORCE = _LISTED & Q(current_release__isnull=False)
WRONG = IN_FORCE & Q(errors__gt=0)
ADVISED = IN_FORCE & Q(errors=0, advice__gt=0)
# What others use is changed without being listed itself, as a contact.
CHANGED = Q(current_release__isnull=False) & ~Q(current_release__edit_number=F("edit_number")) & Q(_NOT_IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is about, what there is to say, and the one next action where there is one."""

    text: str
    about: str = ""  # the name of a thing
    action: str = ""
    address: str = ""
    is_wrong: bool = False


@dataclass(frozen=True)
class Desk:
    """The organisation as this person may see it, now."""

    person: object
    organisation: Organisation
    now: datetime

    def may(self, action: Action) -> bool:
        """Whether the person may do this here."""
        return may(self.person, action, self.organisation)

    @cached_property
    def may_read(self) -> bool:
        """Whether names and contents of drafts may be told."""
        return self.may(Action.READ_DRAFTS)

    @cached_property
    def may_edit(self) -> bool:
        """Whether there are actions at all."""
        return self.may(Action.EDIT)

    @cached_property
    def feed(self) -> FeedState:
        """The organisation's feed."""
        return state_of(self.organisation.pk)

    @cached_property
    def arrival(self) -> ArrivalState:
        """The organisation at the portal."""
        return arrival_of([self.organisation])[self.organisation.pk]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records there are of each sort, in one query."""
        sorts = {
            "all": _LISTED,
            "unfinished": UNFINISHED,
            "ready": READY,
            "in_force": IN_FORCE,
            "wrong": WRONG,
            "advised": ADVISED,
            "changed": CHANGED,
        }
        counted = {name: Count("pk", filter=condition) for name, condition in sorts.items()}
        return Record.objects.of(self.organisation).aggregate(**counted)

    def records(self, condition: Q) -> QuerySet:
        """The organisation's records of one sort, with what their names and addresses take."""
        return Record.objects.of(self.organisation).filter(condition).select_related(*DESCRIBED)

    def address(self, name: str, *parts) -> str:
        """A page of the organisation's workspace."""
        return reverse(name, args=[self.organisation.slug, *parts])

    def form_address(self, record: Record) -> str:
        """Where the record is edited."""
        return self.address("record_edit", record.class_name, record.uuid)
