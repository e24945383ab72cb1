"""Swedish organisation numbers: what people type, made into ten digits or refused."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def clean_number(text: str) -> str:
    """The ten digits of an organisation number written in any usual way; ValidationError when it can't be one."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", text)
    if re.fullmatch(r"16\d{10}", digits, re.ASCII):  # with the century digits that some registers put first
        digits = digits[2:]
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        raise ValidationError(_("Ange organisationsnumret med tio siffror, så här: 212000-3005."), code="form")
    if digits[2] < "2":
        raise ValidationError(
            _("Det här ser ut som ett personnummer. Ange organisationens nummer."), code="personal_number"
        )
    if not _has_right_check_digit(digits):
        raise ValidationError(
            _("Numret stämmer inte: kontrollsiffran är fel. Kontrollera att du har skrivit av det rätt."),
            code="check_digit",
        )
    return digits


def _has_right_check_digit(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
