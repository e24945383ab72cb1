"""Shows on the page of a publication what it changes."""

from django import template

from catalog.services.publish import Plan
from catalog.versions import changes_between, version_of, version_of_loaded

register = template.Library()


@register.inclusion_tag("catalog/outward_changes.html")
def outward_changes(plan: Plan) -> dict:
    """What differs between what is planned and what is in force; nothing where nothing is."""
    main = plan.main
    release = main.record.current_release
    if release is None:
        return {"record": main.record, "changes": [], "is_first": True}
    planned = version_of_loaded(main.record, main.node)
    changes = changes_between(version_of(release), planned, main.record.organisation)
    return {"record": main.record, "changes": changes, "is_first": False}
