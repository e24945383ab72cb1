"""What an organisation always says of its datasets: who answers for them, where they apply, in which language."""

from django.db.models import Count

from catalog.defaults import SWEDISH
from catalog.models import ContactPoint
from catalog.starting.start import Start
from dcat.kinds import write_box
from dcat.rules.protected import PUBLIC
from organisations.models import Organisation


def usual_start(organisation: Organisation) -> Start:
    """The contact that most of its datasets have, its area, and Swedish; open for everybody. One query."""
    values: dict[str, object] = {"access_rights": PUBLIC, "language": [SWEDISH], **_area(organisation)}
    contacts = ContactPoint.objects.of(organisation).annotate(used=Count("datasets"))
    if contact := contacts.order_by("-used", "sort_key", "pk").first():
        values["contact_point"] = [contact.pk]
    return Start(values, frozenset(values))


def _area(organisation: Organisation) -> dict[str, object]:
    """Its area by name where that has an address, else as a box."""
    if organisation.geonames_iri:
        return {"spatial": [organisation.geonames_iri]}
    if area := organisation.area:
        return {"geographical_area": [{"bbox": write_box(*(str(area[side]) for side in area))}]}
    return {}
