"""English: nothing missing, nothing guessed, compiled, and gathered from the sources as they are now."""

import gettext
import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import po_file
from tests.house.installations import copy_project

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = Path("locale/en/LC_MESSAGES/django.po")
PO = ROOT / ENGLISH
MO = PO.with_suffix(".mo")


def test_every_text_is_translated_into_english():
    assert [message.text for message in po_file.read(PO) if not message.is_complete] == []


def test_placeholders_are_kept_in_english():
    def placeholders(text: str) -> list[str]:
        return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text)))

    wrong = []
    for message in po_file.read(PO):
        known = placeholders(message.text + (message.plural or ""))
        if any(set(placeholders(text)) - set(known) for text in message.translations):
            wrong.append(message.text)
    assert wrong == []


def test_the_compiled_translations_are_those_of_the_text_file():
    messages = po_file.read(PO)
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages:
        context = f"{message.context}\x04" if message.context else ""
        if message.plural is None:
            assert [compiled.gettext(context + message.text)] == message.translations
        else:
            forms = [compiled.ngettext(context + message.text, context + message.plural, count) for count in (1, 2)]
            assert forms == message.translations
    # The head is an entry of its own; anything more would be left over from an older text file.
    assert struct.unpack("<I", MO.read_bytes()[8:12])[0] == len(messages) + 1


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed (Debian: apt install gettext)")
def test_the_text_file_has_exactly_the_texts_of_the_sources(tmp_path):
    copy_project(tmp_path)
    subprocess.run(
        [sys.executable, "bin/messages.py"],
        cwd=tmp_path,
        env=os.environ | {"DATA_DIR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=True,
    )
    gathered = {message.key for message in po_file.read(tmp_path / ENGLISH)}
    kept = {message.key for message in po_file.read(PO)}
    assert gathered - kept == set(), "new texts: run bin/messages.py and translate them"
    assert kept - gathered == set(), "texts that are gone: run bin/messages.py"


def test_the_reader_sees_what_is_missing(tmp_path):
    (tmp_path / "x.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\n#: a.html\nmsgid "Ett"\nmsgstr "One"\n\n'
        '#, fuzzy, python-format\nmsgid "Två"\nmsgstr "Three"\n\nmsgctxt "x"\nmsgid ""\n"Lång "\n"text"\nmsgstr ""\n\n'
        'msgid "en fil"\nmsgid_plural "%(n)s filer"\nmsgstr[0] "a file"\nmsgstr[1] ""\n\n'
        '#~ msgid "Gammal"\n#~ msgstr "Old"\n'
    )
    messages = po_file.read(tmp_path / "x.po")
    assert [(message.text, message.is_complete) for message in messages] == [
        ("Ett", True),
        ("Två", False),
        ("Lång text", False),
        ("en fil", False),
    ]
    assert messages[2].context == "x"
    assert messages[3].translations == ["a file", ""]
