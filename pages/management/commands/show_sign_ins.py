"""manage.py show_sign_ins: who can sign in to the demonstration, and where to look."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from pages.demonstration.people import PASSWORD, SignIn, open_sign_ins


class Command(BaseCommand):
    """See the module."""

    help = "Prints the demonstration's sign-ins and the pages to visit; none where there is no demonstration."

    def handle(self, *args, **options) -> None:
        sign_ins = [] if settings.IS_HTTPS else open_sign_ins()
        if not sign_ins:
            self.stdout.write("There is no demonstration here, so there are no sign-ins to show.")
            return
        self._table(
            [
                ("A kommun's page", _address("organisation", "uppsala")),
                ("Its feed", _address("feed", "uppsala")),
                ("Sign in", _address("account_login")),
                ("Password of all", PASSWORD),
            ]
        )
        self._table([(each.email, each.what, _workplace(each)) for each in sign_ins])

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        self.stdout.write("")
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {'   '.join(cells).rstrip()}")


def _workplace(sign_in: SignIn) -> str:
    if sign_in.is_administrator:
        return _address("administration")
    return _address("workspace_organisation", sign_in.place) if sign_in.place else _address("workspace")


def _address(name: str, *args: str) -> str:
    return f"{settings.PUBLIC_BASE_URL}{reverse(name, args=args)}"
