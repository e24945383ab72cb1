"""The specification's advice on titles and keywords. Advice stops nothing."""

import re
from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.cleaning import split_keywords
from dcat.finding import Finding, Severity
from dcat.node import LanguageText, Node

MOST_WORDS = 10

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def title_is_short(node: Node) -> Iterator[Finding]:
    """A title has at most ten words and no year."""
    titles = [title.value for title in node.get("title") if isinstance(title, LanguageText)]
    if any(len(title.split()) > MOST_WORDS for title in titles):
        yield _advice(
            node,
            "long_title",
            "title",
            f"Titeln har fler än {MOST_WORDS} ord. Korta den, och lägg detaljerna i beskrivningen.",
            f"The title has more than {MOST_WORDS} words. Shorten it, and put the details in the description.",
            Bilingual("Långa titlar kapas i listor.", "Long titles are cut off in lists."),
        )
    if any(_YEAR.search(title) for title in titles):
        yield _advice(
            node,
            "year_in_title",
            "title",
            "Titeln innehåller ett årtal. Ange åren som tidsperiod i stället.",
            "The title contains a year. Give the years as a time period instead.",
            Bilingual("Då går det att söka på tid, och titeln åldras inte.", "Then one can search by time."),
        )


def keywords_are_single(node: Node) -> Iterator[Finding]:
    """A keyword is one idea, not a list."""
    keywords = [keyword.value for keyword in node.get("keyword") if isinstance(keyword, LanguageText)]
    if any(len(split_keywords(keyword)) > 1 for keyword in keywords):
        yield _advice(
            node,
            "keyword_list",
            "keyword",
            "Ett nyckelord innehåller flera ord med komma eller semikolon emellan. Dela upp det.",
            "A keyword holds several words with commas or semicolons between them. Split it up.",
            Bilingual("Varje nyckelord ska gå att söka på för sig.", "Each keyword should be searchable by itself."),
            mend="split_keywords",
        )


def _advice(node: Node, code: str, field: str, sv: str, en: str, why: Bilingual, *, mend: str | None = None) -> Finding:
    return Finding(code, Severity.ADVICE, node.iri, node.class_name, field, Bilingual(sv, en), why, mend)
