"""What a shape says when it is not met: what is wrong and what to do, without the value, which no engine puts in.

The words of findings are those of ``dcat.check.sentences``; here is what only a judge of documents needs to say.
"""

from dcat.bilingual import Bilingual
from dcat.check.sentences import BAD_PATTERN, NOT_IN_LIST, how_to_fill_in, labelled, missing
from dcat.profile.model import Group, NodeClass, Property
from dcat.vocabularies import vocabulary


def wrong_kind(row: Property, terms: Bilingual) -> Bilingual:
    """A value is written as something else than it should be; ``terms`` says in RDF what it should be."""
    how = how_to_fill_in(row)
    return Bilingual(
        f"{row.label.sv} har ett värde av fel slag. {how.sv} Det ska skrivas som {terms.sv}.",
        f"{row.label.en} has a value of the wrong kind. {how.en} It is to be written as {terms.en}.",
    )


def at_most(row: Property | Group) -> Bilingual:
    """There are more values than there may be."""
    most = Bilingual("ett värde", "one value")
    if row.maximum != 1:
        most = Bilingual(f"{row.maximum} värden", f"{row.maximum} values")
    return Bilingual(
        f"{row.label.sv} får ha högst {most.sv}. Ta bort de andra.",
        f"{row.label.en} may have at most {most.en}. Remove the others.",
    )


def not_in_list(row: Property) -> Bilingual:
    """A value is no term of the vocabulary."""
    scheme = vocabulary(row.vocabulary).scheme
    return _of_the_value(row, Bilingual(f"{NOT_IN_LIST.sv} De hör till {scheme}", f"{NOT_IN_LIST.en} See {scheme}"))


def bad_pattern(row: Property, shown: str) -> Bilingual:
    """A value does not match the pattern; ``shown`` is one that does."""
    return _of_the_value(
        row, Bilingual(f"{BAD_PATTERN.sv} Skriv som i {shown}", f"{BAD_PATTERN.en} Write as in {shown}")
    )


def fixed(row: Property) -> Bilingual:
    """The only value is missing, or there is another one."""
    return Bilingual(
        f"{row.label.sv} ska vara {row.fixed} och inget annat. Ange det värdet.",
        f"{row.label.en} has to be {row.fixed} and nothing else. State that value.",
    )


def deprecated(row: Property) -> Bilingual:
    """The specification has replaced the property; the help of the row says with what."""
    return labelled(row, row.help)


def missing_when_high_value(row: Property) -> Bilingual:
    """A record is marked as high-value without what that asks for."""
    sentence = missing(row)
    return Bilingual(
        f"{sentence.sv} Den krävs när det är märkt som en värdefull datamängd.",
        f"{sentence.en} It is required when this is marked as high-value.",
    )


def not_described(row: Property, type_name: str) -> Bilingual:
    """The value leads to something of which the document does not say what it is."""
    return Bilingual(
        f"{row.label.sv} leder till något som inte är beskrivet i dokumentet. Beskriv det som {type_name}.",
        f"{row.label.en} leads to something that the document does not describe. Describe it as {type_name}.",
    )


def without_address(node_class: NodeClass) -> Bilingual:
    """A record is a blank node."""
    return Bilingual(
        f"{node_class.label.sv} saknar en egen adress. Ge den en IRI som aldrig ändras.",
        f"{node_class.label.en} has no address of its own. Give it an IRI that never changes.",
    )


def _of_the_value(row: Property, sentence: Bilingual) -> Bilingual:
    return labelled(row, Bilingual(f"Värdet {sentence.sv}", f"The value {sentence.en}"))
