"""Swedish: only ISO dates are read, since 03/04/2026 means two days."""

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
