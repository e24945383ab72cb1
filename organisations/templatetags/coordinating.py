"""What templates may ask about coordinators."""

from django import template

from organisations import permissions
from organisations.models import Person

register = template.Library()


@register.simple_tag
def coordinates(person: Person) -> bool:
    """Whether the person coordinates any county; who is not in the database does not."""
    return bool(person.pk) and permissions.coordinates(person)
