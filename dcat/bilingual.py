"""A sentence or label in the two languages of the interface."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Swedish and English; both are always there."""

    sv: str
    en: str

    def __post_init__(self) -> None:
        if not self.sv or not self.en:
            raise ValueError(f"both languages are needed: {self.sv!r} / {self.en!r}")

    def in_language(self, code: str) -> str:
        """The words in ``code`` ('sv', 'en', 'en-gb' …); Swedish for any other language."""
        return self.en if code.lower().split("-")[0] == "en" else self.sv
