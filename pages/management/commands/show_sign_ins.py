"""manage.py show_sign_ins: who can sign in to the demonstration, and where to look."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from pages.demonstration.people import PASSWORD, SignIn, open_sign_ins


class Command(BaseCommand):
    """See the module."""

    help = "Prints the demonstration's sign-ins and the pages to visit; nothing where there is no demonstration."

    def handle(self, *args, **options) -> None:
        sign_ins = [] if settings.IS_HTTPS else open_sign_ins()
        if not sign_ins:
            self.stdout.write("There is no demonstration here, so there are no sign-ins to show.")
            return
        pages = {
            "Sign in": "account_login",
            "Workspace": "workspace",
        }
        self.stdout.write("")
        for label, name in pages.items():
            self.stdout.write(f"  {label:<12}{settings.PUBLIC_BASE_URL}{reverse(name)}")
        self.stdout.write(f"  {'Password':<12}{PASSWORD}   (the same for all)")
        self.stdout.write("")
        width = max(len(each.email) for each in sign_ins)
        for each in sign_ins:
            self.stdout.write(f"  {each.email:<{width}}  {_what(each)}")


def _what(sign_in: SignIn) -> str:
    return sign_in.role
