"""Addresses of this package. They come before allauth's own, of which one is replaced."""

from django.urls import path

from organisations.views import administration, domains, invitation, members, notices, profile, settings

urlpatterns = [
    path("arbete/administration/", administration.administration, name="administration"),
    path(
        "arbete/administration/bjud-in/<slug:what>/", administration.administration_invite, name="administration_invite"
    ),
    path(
        "arbete/administration/inbjudningar/<int:invitation_id>/skicka-igen/",
        administration.administration_invitation_send_again,
        name="administration_invitation_send_again",
    ),
    path(
        "arbete/administration/inbjudningar/<int:invitation_id>/ta-tillbaka/",
        administration.administration_invitation_revoke,
        name="administration_invitation_revoke",
    ),
    path(
        "arbete/administration/samordnare/<int:assignment_id>/ta-bort/",
        administration.coordinator_remove,
        name="coordinator_remove",
    ),
    path(
        "arbete/administration/administratorer/<int:person_id>/ta-bort/",
        administration.administrator_remove,
        name="administrator_remove",
    ),
    path("arbete/administration/domaner/", domains.domains, name="domains"),
    path("arbete/administration/domaner/<int:domain_id>/anvand/", domains.domain_use, name="domain_use"),
    path("arbete/administration/domaner/<int:domain_id>/avsluta/", domains.domain_end, name="domain_end"),
    path("arbete/administration/domaner/<int:domain_id>/ta-bort/", domains.domain_remove, name="domain_remove"),
    path("arbete/<slug:slug>/medlemmar/", members.members, name="members"),
    path("arbete/<slug:slug>/medlemmar/<int:membership_id>/roll/", members.member_role, name="member_role"),
    path("arbete/<slug:slug>/medlemmar/<int:membership_id>/ta-bort/", members.member_remove, name="member_remove"),
    path(
        "arbete/<slug:slug>/medlemmar/inbjudningar/<int:invitation_id>/skicka-igen/",
        members.member_invitation_send_again,
        name="member_invitation_send_again",
    ),
    path(
        "arbete/<slug:slug>/medlemmar/inbjudningar/<int:invitation_id>/ta-tillbaka/",
        members.member_invitation_revoke,
        name="member_invitation_revoke",
    ),
    path("arbete/<slug:slug>/installningar/", settings.organisation_settings, name="organisation_settings"),
    path(
        "arbete/<slug:slug>/installningar/organisationsnummer/",
        settings.organisation_number,
        name="organisation_number",
    ),
    path("arbete/<slug:slug>/installningar/godkannande/", settings.organisation_approval, name="organisation_approval"),
    path(
        "arbete/<slug:slug>/installningar/gemensamma-katalogen/",
        settings.organisation_sharing,
        name="organisation_sharing",
    ),
    path("konto/profil/", profile.profile, name="profile"),
    path("konto/email/", profile.own_address, name="account_email"),
    path("konto/handelser/", notices.notices, name="notices"),
    path("konto/handelser/mejl/", notices.notice_choices, name="notice_choices"),
    path("konto/handelser/<int:notice_id>/", notices.notice, name="notice"),
    path("inga-fler-mejl/<str:token>/", notices.unsubscribe_by_link, name="unsubscribe"),
    path("inbjudan/<str:token>/", invitation.invitation, name="invitation"),
]
