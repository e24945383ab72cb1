"""What templates may ask about notices."""

from django import template

from organisations.models import Person
from organisations.notices.reading import notices_of

register = template.Library()


@register.simple_tag
def unread_notices(person: Person) -> int:
    """How many notices the person has not opened; who is not in the database has none."""
    return notices_of(person).unread().count() if person.pk else 0
