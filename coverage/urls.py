"""Addresses of coverage."""

from django.urls import path

from coverage.views import cell, matrix, monday, overview, own, public, recommended_list, reports

urlpatterns = [
    path("laget/", public.situation, name="situation"),
    path("laget/sa-raknas-det/", public.how_it_is_counted, name="how_it_is_counted"),
    path("samordning/", overview.coordination, name="coordination"),
    path("samordning/listan/", recommended_list.the_list, name="recommended_list"),
    path("samordning/listan.<slug:suffix>", recommended_list.list_file, name="recommended_list_file"),
    path("samordning/listan/ny/", recommended_list.list_row, name="recommended_create"),
    path("samordning/listan/import/", recommended_list.list_import, name="recommended_import"),
    path("samordning/listan/import/<uuid:import_id>/", recommended_list.import_run, name="recommended_import_run"),
    path("samordning/listan/versioner/", recommended_list.versions, name="recommended_versions"),
    path("samordning/listan/<slug:recommended_key>/", recommended_list.list_row, name="recommended_edit"),
    path(
        "samordning/listan/<slug:recommended_key>/versioner/",
        recommended_list.versions,
        name="recommended_row_versions",
    ),
    path("samordning/listan/<slug:recommended_key>/aterkalla/", recommended_list.withdraw, name="recommended_withdraw"),
    path("samordning/<slug:area>/", overview.area_overview, name="area_overview"),
    path("samordning/<slug:area>/karta/", overview.area_map, name="area_map"),
    path("samordning/<slug:area>/mandag/", monday.monday, name="monday"),
    path("samordning/<slug:area>/matris/", matrix.coverage_matrix, name="coverage_matrix"),
    path("samordning/<slug:area>/rapport/", reports.area_report_page, name="area_report"),
    path("samordning/<slug:area>/rapport.<slug:suffix>", reports.area_report_file, name="area_report_file"),
    path("arbete/<slug:slug>/rapport/", reports.own_report_page, name="own_report"),
    path("arbete/<slug:slug>/rapport.<slug:suffix>", reports.own_report_file, name="own_report_file"),
    path("arbete/<slug:slug>/tackning/", own.own_coverage, name="own_coverage"),
    path("arbete/<slug:slug>/tackning/<slug:key>/", cell.coverage_cell, name="coverage_cell"),
    path("arbete/<slug:slug>/tackning/<slug:key>/forslag/<int:match_id>/", cell.match_decide, name="match_decide"),
]
