"""Facts of one row each: what organisations say of the recommended list, and what may be on it."""

from coverage.models.proposed import ProposedMatch
from coverage.models.statement import Statement

__all__ = ["ProposedMatch", "Statement"]
