"""Facts of one row each: what organisations say of the recommended list, what may be on it, and what was
measured."""

from coverage.models.concern_mark import ConcernMark
from coverage.models.measured import Measured
from coverage.models.proposed import ProposedMatch
from coverage.models.statement import Statement

__all__ = ["ConcernMark", "Measured", "ProposedMatch", "Statement"]
