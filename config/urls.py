"""All addresses. An organisation's address part is a first segment too, so catalog's pages for everybody come last."""

from django.urls import include, path

from catalog.urls import public_patterns, workspace_patterns

urlpatterns = [
    # Tried in this order, and the feeds are to be answered as quickly as can be.
    path("", include("harvesting.urls")),
    path("", include("pages.urls")),
    path("", include("coverage.urls")),
    path("", include("organisations.urls")),
    path("konto/", include("allauth.urls")),
    path("arbete/", include(workspace_patterns)),
    path("", include(public_patterns)),
]

handler400 = "pages.errors.bad_request"
handler403 = "pages.errors.permission_denied"
handler404 = "pages.errors.page_not_found"
handler500 = "pages.errors.server_error"
