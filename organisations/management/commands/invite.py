"""Print a one-time link for somebody: the way in for the first administrator, and where mail doesn't work."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from organisations.invitations import (
    AlreadyWaiting,
    Issued,
    invite,
    invite_administrator,
    invite_coordinator,
    send_again,
)
from organisations.mail import invitation_link
from organisations.models import County, Organisation, Role


class Command(BaseCommand):
    help = "Prints a link that one person can use once, within two weeks. No mail is sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        purpose = parser.add_mutually_exclusive_group(required=True)
        purpose.add_argument("--administrator", action="store_true", help="administrator of the installation")
        purpose.add_argument("--organisation", metavar="SLUG", help="member of an organisation, see --role")
        purpose.add_argument("--county", metavar="CODE", help="samordnare of a county, such as 18")
        parser.add_argument("--role", choices=Role.values, default=Role.ORGANISATIONSANSVARIG)
        parser.add_argument("--language", choices=["sv", "en"], default="sv")

    def handle(self, *args, **options) -> None:
        try:
            validate_email(options["email"])
            issued = self._invite(options)
        except AlreadyWaiting as refusal:
            issued = send_again(None, invitation=refusal.invitation)
            self.stderr.write("There was an open invitation already; its earlier link doesn't work any more.")
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(invitation_link(issued))

    def _invite(self, options: dict) -> Issued:
        receiver = {"email": options["email"], "language": options["language"]}
        if options["administrator"]:
            return invite_administrator(None, **receiver)
        if options["county"]:
            county = County.objects.filter(pk=options["county"]).first()
            if county is None:
                raise CommandError(f"There is no county with the code {options['county']}.")
            return invite_coordinator(None, county=county, **receiver)
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation at the address {options['organisation']}.")
        return invite(None, organisation=organisation, role=options["role"], **receiver)
