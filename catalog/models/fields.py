"""How the values of a property are kept in one column, by the shape of the value.

=================  ==============================================================================================
LanguageTextField  ``{"sv": "…", "en": "…"}``: one text per language
LanguageListField  ``{"sv": ["…", …], "en": […]}``: any number of short texts per language
ListField          ``["…", …]``: any number of plain values
NodesField         ``[{"key": "…", <property>: <value>, …}, …]``: things described in place; the key names the node
                   for ever and is never given to another one
DocumentsField     ``[{"iri": "…", "title": {…}, "description": {…}}, …]``: things elsewhere, perhaps with a title
=================  ==============================================================================================
"""

from django.db import models


class _ShapeField(models.JSONField):
    """A JSON column that is never null and needs no verbose name: labels stand in the profile."""

    empty: type = dict

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", self.empty)
        super().__init__(*args, **kwargs)


class LanguageTextField(_ShapeField):
    """One text per language."""


class LanguageListField(_ShapeField):
    """Any number of short texts per language."""


class ListField(_ShapeField):
    """Any number of plain values."""

    empty = list


class NodesField(_ShapeField):
    """Things described in place."""

    empty = list


class DocumentsField(_ShapeField):
    """Things elsewhere."""

    empty = list
