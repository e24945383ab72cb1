"""What has to be described in the same document as what points at it."""

from dcat.profile.model import Kind, Property

# What points at other datasets, services or series may lead elsewhere.
_DESCRIBED_HERE = ("Agent", "ContactPoint", "Distribution", "Catalog", "DatasetSeries", "DataService")
_DATASETS = ("Dataset", "DatasetSeries")


def described_as(class_name: str, row: Property) -> tuple[str, ...]:
    """As which classes (one of them is enough) the document has to describe what a row points at.

    None where it may lie elsewhere, or where the row points at no record.
    """
    if row.kind is not Kind.RECORD or row.name == "copyright_holder":  # the holder may be anybody
        return ()
    # The parts of a catalogue are the business of dcat.preflight.catalogues.
    is_asked = row.name != "has_part" if class_name == "Catalog" else row.node_class in _DESCRIBED_HERE
    if not is_asked:
        return ()
    return _DATASETS if row.node_class == "Dataset" else (row.node_class,)
