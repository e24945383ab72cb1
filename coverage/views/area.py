"""The part of the region that a coordinator looks at: one of their counties, or all of them."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from organisations.address_parts import address_part
from organisations.models import County, Organisation
from organisations.permissions import counties_of

ALL = "alla"


@dataclass(frozen=True, slots=True)
class Area:
    """``part`` stands for it in addresses."""

    part: str
    name: str
    counties: tuple[County, ...]

    def organisations(self) -> list[Organisation]:
        """Its organisations: county by county, the region first."""
        return list(Organisation.objects.by_county().filter(county__in=self.counties))


def areas_of(person) -> list[Area]:
    """What the person may look at: each of their counties, and all of them together where they are several."""
    counties = tuple(counties_of(person))
    single = [Area(address_part(each.name), each.name, (each,)) for each in counties]
    return [Area(ALL, _("Alla dina län"), counties), *single] if len(counties) > 1 else single


def area_for(person, part: str) -> Area:
    """The area that ``part`` stands for; Http404 where the person doesn't coordinate it."""
    for area in areas_of(person):
        if area.part == part:
            return area
    raise Http404
