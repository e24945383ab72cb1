"""Which recommended dataset a description is about, told from its words: a proposal until somebody confirms it.

:mod:`catalog.matching.swedish` takes texts apart, :mod:`catalog.matching.propose` weighs them against the list. Pure.
What is certain (``dcterms:conformsTo``, the editor's own choice) needs no words and is decided elsewhere.
"""

from catalog.matching.propose import Matcher, Proposal, Wanted

__all__ = ["Matcher", "Proposal", "Wanted"]
