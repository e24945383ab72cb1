"""Addresses of descriptions. Included last: an organisation's address part is the first segment of its pages."""

from django.urls import path

from catalog.identity import PATHS
from catalog.paths import CLASS_NAMES, IRIS, PAGES
from catalog.views import (
    atom,
    distributions,
    iris,
    mend,
    public,
    publication,
    records,
    resources,
    start,
    terms,
    workspace,
)

workspace_patterns = [
    path("", workspace.workspace, name="workspace"),
    path("administration/ordlistor/", terms.terms, name="terms"),
    path("administration/ordlistor/<int:term_id>/ta-bort/", terms.term_remove, name="term_remove"),
    path("<slug:slug>/", workspace.workspace_organisation, name="workspace_organisation"),
    path("<slug:slug>/katalogen/", workspace.own_catalogue, name="own_catalogue"),
    path("<slug:slug>/utgivaren/", workspace.own_publisher, name="own_publisher"),
    path("<slug:slug>/<records:class_name>/", workspace.record_list, name="record_list"),
    path("<slug:slug>/datamangder/borja/", start.dataset_start, name="dataset_start"),
    path(
        "<slug:slug>/datamangder/borja/rekommenderad/<slug:recommended_key>/",
        start.start_recommended,
        name="start_recommended",
    ),
    path("<slug:slug>/datamangder/borja/kopia/", start.start_copies, name="start_copies"),
    path("<slug:slug>/datamangder/borja/kopia/<uuid:source_id>/", start.start_copy, name="start_copy"),
    path("<slug:slug>/<records:class_name>/ny/", records.record_create, name="record_create"),
    path("<slug:slug>/<records:class_name>/<uuid:identifier>/", records.record_edit, name="record_edit"),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/publicera/",
        publication.record_publish,
        name="record_publish",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/dra-tillbaka/",
        publication.record_withdraw,
        name="record_withdraw",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/historik/",
        publication.record_history,
        name="record_history",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/ta-bort/",
        records.record_discard,
        name="record_discard",
    ),
    path("<slug:slug>/<records:class_name>/<uuid:identifier>/ratta/", mend.record_mend, name="record_mend"),
    path(
        "<slug:slug>/datamangder/<uuid:identifier>/distributioner/ny/",
        distributions.distribution_create,
        name="distribution_create",
    ),
    path(
        "<slug:slug>/datamangder/<uuid:dataset_id>/distributioner/<uuid:identifier>/",
        distributions.distribution_edit,
        name="distribution_edit",
    ),
    path(
        "<slug:slug>/datamangder/<uuid:dataset_id>/distributioner/<uuid:identifier>/ta-bort/",
        distributions.distribution_remove,
        name="distribution_remove",
    ),
]

public_patterns = [
    path("organisationer/", public.organisations, name="organisations"),
    path("datasets/atom", atom.atom, name="atom"),
    path("datasets/atom/<slug:code>", atom.atom_county, name="atom_county"),
    path("<slug:slug>/datasets/atom", atom.atom_organisation, name="atom_organisation"),
    path("<slug:slug>/", public.organisation, name="organisation"),
    *(
        path(
            f"<slug:slug>/{word}/<uuid:identifier>/",
            public.described,
            {"class_name": class_name},
            name=PAGES[class_name],
        )
        for word, class_name in CLASS_NAMES.items()
        if class_name in PAGES
    ),
    path(
        "<slug:slug>/datasets/<uuid:dataset_id>/distributions/<uuid:identifier>",
        iris.distribution_iri,
        name="iri_distribution",
    ),
    path(
        "<slug:slug>/datasets/<uuid:dataset_id>/distributions/<uuid:identifier>.<rdf:suffix>",
        resources.distribution,
        name="rdf_distribution",
    ),
    *(
        pattern
        for class_name, name in IRIS.items()
        for pattern in (
            path(
                f"<slug:slug>/{PATHS[class_name]}/<uuid:identifier>",
                iris.record_iri,
                {"class_name": class_name},
                name=f"iri_{name}",
            ),
            path(
                f"<slug:slug>/{PATHS[class_name]}/<uuid:identifier>.<rdf:suffix>",
                resources.record,
                {"class_name": class_name},
                name=f"rdf_{name}",
            ),
        )
    ),
]
