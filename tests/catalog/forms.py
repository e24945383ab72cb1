"""What a form sends beside what somebody has typed."""

from catalog.forms.description import form_for


def empty_rows(class_name: str) -> dict[str, str]:
    """The counts of a form whose rows have been left alone."""
    parts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return {f"{name}-{part}": "0" for name in form_for(class_name).row_fields for part in parts}
