"""A person who signs in with an e-mail address."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonQuerySet(models.QuerySet):
    """The ways in which people are read."""

    def administrators(self) -> "PersonQuerySet":
        """Those who administer the installation and can sign in."""
        return self.filter(is_administrator=True, is_active=True).order_by("name", "email")

    def open_demonstration_accounts(self) -> "PersonQuerySet":
        """The demonstration accounts that could be signed in to."""
        return self.filter(is_demonstration=True, is_active=True)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    """Makes people; addresses are kept in lower case, so that one person is one row."""

    def create_user(self, email: str, password: str | None = None, **values) -> "Person":
        """A person with an address and, unless None, a password."""
        person = self.model(email=email.strip().lower(), **values)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str) -> "Person":
        """The person with this address, however it is capitalised."""
        return self.get(email=email.strip().lower())


class Person(AbstractBaseUser):
    """Somebody who may sign in. What they may do stands in memberships and in organisations.permissions."""

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=150, blank=True)
    language = models.CharField(_("språk"), max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name or self.email
