"""Addresses of coverage."""

from django.urls import path

from coverage.views import cell, matrix, overview, own, public

urlpatterns = [
    path("laget/", public.situation, name="situation"),
    path("laget/sa-raknas-det/", public.how_it_is_counted, name="how_it_is_counted"),
    path("samordning/", overview.coordination, name="coordination"),
    path("samordning/<slug:area>/", overview.area_overview, name="area_overview"),
    path("samordning/<slug:area>/karta/", overview.area_map, name="area_map"),
    path("samordning/<slug:area>/matris/", matrix.coverage_matrix, name="coverage_matrix"),
    path("arbete/<slug:slug>/tackning/", own.own_coverage, name="own_coverage"),
    path("arbete/<slug:slug>/tackning/<slug:key>/", cell.coverage_cell, name="coverage_cell"),
    path("arbete/<slug:slug>/tackning/<slug:key>/forslag/<int:match_id>/", cell.match_decide, name="match_decide"),
]
