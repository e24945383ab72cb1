"""Reads a gettext .po file, as much as the checks of the translations need, without gettext's own programs."""

import ast
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Message:
    """One entry. `translations` has one text, or one for each plural form."""

    context: str | None = None
    text: str = ""
    plural: str | None = None
    translations: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str, str | None]:
        """What the program asks with."""
        return self.context, self.text, self.plural

    @property
    def is_complete(self) -> bool:
        """Translated in all its forms, and not by guess."""
        return bool(self.translations) and all(self.translations) and not self.is_fuzzy


def read(path: Path) -> list[Message]:
    """All entries but the head and those that are out of use."""
    entries = [_message(block.splitlines()) for block in path.read_text().split("\n\n")]
    return [entry for entry in entries if entry is not None and entry.text]


def _message(lines: list[str]) -> Message | None:
    message, keyword = Message(), ""
    parts: dict[str, str] = {}
    for line in lines:
        if line.startswith("#"):
            message.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
        elif line.startswith('"'):
            parts[keyword] += ast.literal_eval(line)
        elif line.strip():
            keyword, _, rest = line.partition(" ")
            parts[keyword] = ast.literal_eval(rest)
    if "msgid" not in parts:
        return None
    message.context = parts.get("msgctxt")
    message.text = parts["msgid"]
    message.plural = parts.get("msgid_plural")
    message.translations = [text for name, text in parts.items() if name.startswith("msgstr")]
    return message
