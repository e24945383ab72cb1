"""How allauth behaves here: nobody signs up by themselves, demonstration accounts stay out of production.

Mail goes out in the receiver's language and with this installation's public address, whatever host was asked.
"""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend as EmailBackend
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from organisations import audit
from organisations.languages import use_language_of

DEMONSTRATION_REFUSED = _(
    "Det här är ett demonstrationskonto. Det går inte att använda på en webbplats med en offentlig https-adress."
)


def is_refused_here(person) -> bool:
    """Whether the account may not be used on this installation."""
    return person.is_demonstration and settings.IS_HTTPS


class AuthenticationBackend(EmailBackend):
    """Asked at the sign-in and for the session of every request."""

    def user_can_authenticate(self, user) -> bool:
        """Neither closed accounts nor, in production, demonstration accounts."""
        return super().user_can_authenticate(user) and not is_refused_here(user)


class AccountAdapter(DefaultAccountAdapter):
    """allauth asks here."""

    def is_open_for_signup(self, request) -> bool:
        """Never: people come by invitation."""
        return False

    def authenticate(self, request, **credentials):
        """The person with this address and password; a demonstration account is refused with a sentence of its own."""
        person = super().authenticate(request, **credentials)
        if person is not None and is_refused_here(person):
            audit.record("sign_in_refused", reason="demonstration", person=person.pk)
            raise ValidationError(DEMONSTRATION_REFUSED, code="demonstration")
        return person

    def authentication_failed(self, request, **credentials) -> None:
        """Log it, without the address: it may be anybody's, or a password in the wrong field."""
        audit.record("sign_in_failed")

    def pre_login(self, request, user, **kwargs):
        """The last gate of every way in."""
        if is_refused_here(user):
            messages.error(request, DEMONSTRATION_REFUSED)
            return redirect("account_login")
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        """Go on in the language that the person chose."""
        audit.record("signed_in", user)
        translation.activate(user.language)  # before the greeting is worded
        response = super().post_login(request, user, **kwargs)
        use_language_of(user, response)
        return response

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this very site; not those of other hosts that it also answers to."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In the receiver's language where we know them, else in that of the page."""
        person = context.get("user")
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the public address: the host of the request is the visitor's word."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.PUBLIC_BASE_URL}{path}"
