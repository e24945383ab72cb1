"""Getting a record that the person may do something with; 404 for all else."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from catalog.columns import MODELS
from catalog.models import Candidate, Distribution, Record
from organisations.permissions import Action, organisation_for


def record_for(person, slug: str, class_name: str, identifier, action: Action) -> Record:
    """The organisation's record, for a person who may do ``action`` there."""
    organisation = organisation_for(person, slug, action)
    records = MODELS[class_name].objects.select_related("current_release")
    record = get_object_or_404(records, uuid=identifier, organisation=organisation)
    record.organisation = organisation
    return record


def distribution_for(person, slug: str, dataset_id, identifier, action: Action) -> Distribution:
    """The distribution of the organisation's dataset, for a person who may do ``action`` there."""
    dataset = record_for(person, slug, Record.ClassName.DATASET, dataset_id, action)
    distribution = get_object_or_404(dataset.distributions, uuid=identifier)
    distribution.dataset = dataset
    return distribution


def candidate_for(person, slug: str, identifier, action: Action) -> Candidate:
    """The organisation's candidate, for a person who may do ``action`` there."""
    organisation = organisation_for(person, slug, action)
    candidates = Candidate.objects.of(organisation).select_related("recommended_dataset", "dataset")
    candidate = get_object_or_404(candidates, uuid=identifier)
    candidate.organisation = organisation
    return candidate


def refuse_the_publisher_and_catalogue(record: Record) -> None:
    """404 for what every organisation always has and can neither withdraw nor discard."""
    if record.is_permanent:
        raise Http404


def refuse_without_list(class_name: str) -> None:
    """404 for the class of which an organisation has one only."""
    if class_name == Record.ClassName.CATALOG:
        raise Http404
