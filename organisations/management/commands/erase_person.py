"""Erases a person's account, as they may ask for."""

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Person
from organisations.people import erase_person


class Command(BaseCommand):
    help = "Erases the account at EMAIL. What the person published stays, without saying who it was."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *args, email: str, **options) -> None:
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"There is no account with the address {email}.")
        erase_person(None, person=person)
        self.stdout.write("Erased.")
