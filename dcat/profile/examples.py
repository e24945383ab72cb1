"""How an example is made that needs no translation."""

from dcat.bilingual import Bilingual


def same_in_both(words: str) -> Bilingual:
    """An example that reads alike in Swedish and English, such as an address or a number."""
    return Bilingual(words, words)
