"""Addresses of descriptions. Included last: an organisation's address part is the first segment of its pages."""

from django.urls import path

from catalog.identity import PATHS
from catalog.paths import CLASS_NAMES, IRIS, PAGES
from catalog.views import (
    atom,
    bulk,
    candidate,
    candidates,
    distributions,
    file_bytes,
    files,
    history,
    iris,
    mend,
    preview,
    public,
    publication,
    quality,
    records,
    resources,
    review,
    start,
    terms,
    workspace,
)

_CANDIDATE = "<slug:slug>/forberedelser/<uuid:identifier>/"
preparation_patterns = [
    path("<slug:slug>/forberedelser/", candidates.candidate_list, name="candidates"),
    path("<slug:slug>/forberedelser/ny/", candidates.candidate_create, name="candidate_create"),
    path("<slug:slug>/forberedelser/flera/", candidates.candidates_paste, name="candidates_paste"),
    path("<slug:slug>/forberedelser/rekommenderade/", candidates.candidates_recommended, name="candidates_recommended"),
    path(_CANDIDATE, candidate.candidate, name="candidate"),
    path(f"{_CANDIDATE}uppgifter/", candidate.candidate_edit, name="candidate_edit"),
    path(f"{_CANDIDATE}fragor/<slug:question>/", candidate.candidate_question, name="candidate_question"),
    path(f"{_CANDIDATE}beskriv/", candidate.candidate_grow, name="candidate_grow"),
    path(f"{_CANDIDATE}avsta/", candidate.candidate_decline, name="candidate_decline"),
    path(f"{_CANDIDATE}ateruppta/", candidate.candidate_resume, name="candidate_resume"),
    path(f"{_CANDIDATE}ta-bort/", candidate.candidate_remove, name="candidate_remove"),
]


workspace_patterns = [
    *preparation_patterns,
    path("", workspace.workspace, name="workspace"),
    path("administration/ordlistor/", terms.terms, name="terms"),
    path("administration/ordlistor/<int:term_id>/ta-bort/", terms.term_remove, name="term_remove"),
    path("<slug:slug>/", workspace.workspace_organisation, name="workspace_organisation"),
    path("<slug:slug>/katalogen/", workspace.own_catalogue, name="own_catalogue"),
    path("<slug:slug>/utgivaren/", workspace.own_publisher, name="own_publisher"),
    path("<slug:slug>/granskning/", review.reviews, name="reviews"),
    path("<slug:slug>/kvalitet/", quality.organisation_quality, name="organisation_quality"),
    path("<slug:slug>/datamangder/<uuid:identifier>/kvalitet/", quality.dataset_quality, name="dataset_quality"),
    path("<slug:slug>/datamangder/<uuid:identifier>/forhandsvisa/", preview.preview, name="dataset_preview"),
    path("<slug:slug>/<records:class_name>/", workspace.record_list, name="record_list"),
    path("<slug:slug>/<records:class_name>/flera/", bulk.bulk_choose, name="bulk_choose"),
    path("<slug:slug>/<records:class_name>/flera/<uuid:bulk_id>/", bulk.bulk, name="bulk"),
    path("<slug:slug>/<records:class_name>/flera/<uuid:bulk_id>/andra/", bulk.bulk_run, name="bulk_run"),
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
        history.record_history,
        name="record_history",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/historik/skillnad/",
        history.record_difference,
        name="record_difference",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/historik/<int:number>/aterstall/",
        history.record_restore,
        name="record_restore",
    ),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/ta-bort/",
        records.record_discard,
        name="record_discard",
    ),
    path("<slug:slug>/<records:class_name>/<uuid:identifier>/granskning/", review.record_review, name="record_review"),
    path(
        "<slug:slug>/<records:class_name>/<uuid:identifier>/granskning/andringar/",
        review.review_changes,
        name="review_changes",
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
    path("<slug:slug>/datamangder/<uuid:identifier>/distributioner/fil/", files.file_create, name="file_create"),
    *(
        path(f"<slug:slug>/datamangder/<uuid:dataset_id>/distributioner/<uuid:identifier>/fil/{rest}", view, name=name)
        for rest, view, name in (
            ("", files.file_page, "file_page"),
            ("ta-bort/", files.file_remove, "file_remove"),
            ("<int:number>/", files.file_version, "file_version"),
            ("<int:number>/aterstall/", files.file_restore, "file_restore"),
        )
    ),
]

public_patterns = [
    path("<slug:slug>/filer/<uuid:identifier>/<str:name>", file_bytes.data_file, name="data_file"),
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
