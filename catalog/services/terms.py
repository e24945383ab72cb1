"""Adding terms to the vocabularies that come incomplete, and taking them away."""

import logging

from django.db import transaction

from catalog.models import AddedTerm
from organisations.permissions import require_administrator

log = logging.getLogger(__name__)


@transaction.atomic
def add_term(actor, *, vocabulary: str, iri: str, label: dict[str, str]) -> AddedTerm:
    """Offer a term from now on. One that is there already gets the words given, so the same form twice is one term."""
    require_administrator(actor)
    term, _made = AddedTerm.objects.update_or_create(
        iri=iri, defaults={"vocabulary": vocabulary, "label": label, "added_by": actor}
    )
    log.info("term %s of %s added by person %s", iri, vocabulary, actor.pk)
    return term


@transaction.atomic
def remove_term(actor, *, term: AddedTerm) -> None:
    """Offer the term no longer. Descriptions that name it keep it: the rows accept any term of the scheme."""
    require_administrator(actor)
    term.delete()
    log.info("term %s of %s removed by person %s", term.iri, term.vocabulary, actor.pk)
