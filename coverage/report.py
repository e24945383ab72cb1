"""The state of an area or an organisation as a report: built once, shown as a page and written as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import RecommendedDataset
from catalog.spreadsheets import Row
from coverage.cells import Share
from coverage.matrix import matrix
from coverage.measures import MEASURES, Measure, measured_now
from coverage.models import Measured
from coverage.words import WORDS
from dcat.texts import in_language
from organisations.models import Organisation

# Of fewer than these an average would tell what each of them has.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Table:
    """``heads`` and ``rows`` as they are shown: a cell is text, a whole number, or empty."""

    title: str
    heads: list[str]
    rows: list[list[str | int | None]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """``explained`` are the measures with their rules; every figure of the report is one of them."""

    title: str
    on: date
    sources: list[str]
    tables: list[Table]
    explained: list[tuple[str, str, str]]  # key, name, how


def report_of_area(name: str, organisations: Sequence[Organisation], today: date) -> Report:
    """The measures together and of each organisation, and the list row by row: a fixed number of queries."""
    now = measured_now(organisations, today)
    totals = {measure: summed(now[measure].values()) for measure in MEASURES}
    found = matrix(organisations, RecommendedDataset.objects.in_force())
    listed = [(each, found.of_recommended(each)) for each in found.recommended]
    together = [[_name(measure), *cells(measure, totals[measure])] for measure in MEASURES]
    each_one = [[own.name, *(value_of(each, now[each].get(own.pk)) for each in MEASURES)] for own in organisations]
    tables = [
        Table(_("Måtten"), [_("Mått"), *_heads()], together),
        Table(
            _("Organisationerna"),
            [_("Organisation"), *(_name(measure) for measure in MEASURES)],
            each_one,
            _("I procent där inget annat sägs; tomt där det inte finns något att räkna."),
        ),
        Table(
            _("Den rekommenderade listan"),
            [_("Datamängd"), _("Publicerar den"), _("Tillfrågade"), _("Procent")],
            [[_called(each), share.count, share.of, share.percent] for each, share in listed],
        ),
    ]
    return Report(_("Läget i %(name)s") % {"name": name}, today, _sources(), tables, _explained())


def report_of_organisation(organisation: Organisation, today: date) -> Report:
    """Its measures beside the average of its kind in the county and everywhere, and its state in the list."""
    now = measured_now([organisation], today)
    groups, on = _groups(organisation)
    heads = [_("Mått"), *_heads(), *(_("%(group)s, snitt") % {"group": label} for label, _shares in groups)]
    rows = [
        [
            _name(measure),
            *cells(measure, now[measure].get(organisation.pk)),
            *(value_of(measure, shares.get(measure.key)) for _label, shares in groups),
        ]
        for measure in MEASURES
    ]
    note = (
        _("Snitten är alla organisationernas antal tillsammans, mätta %(day)s.") % {"day": on.isoformat()}
        if on
        else _("Snitten kommer när den första mätningen är gjord; det mäts varje natt.")
    )
    found = matrix([organisation], RecommendedDataset.objects.for_kind(organisation.kind))
    listed = [[_called(each), str(WORDS[found.state(organisation, each)].name)] for each in found.recommended]
    tables = [
        Table(_("Måtten"), heads, rows, note),
        Table(_("Den rekommenderade listan"), [_("Datamängd"), _("Läge")], listed),
    ]
    return Report(_("Läget hos %(name)s") % {"name": organisation.name}, today, _sources(), tables, _explained())


def sheets(report: Report) -> list[tuple[str, list[Row]]]:
    """The same as the page, as sheets: what it is first, then each table, then how everything is counted."""
    about = [[report.title], [_("Datum"), report.on.isoformat()], *([_("Källa"), each] for each in report.sources)]
    found: list[tuple[str, list[Row]]] = [(_("Om rapporten"), about)]
    for table in report.tables:
        found.append((table.title, [table.heads, *table.rows, *([[table.note]] if table.note else [])]))
    found.append((_("Så räknas det"), [[name, how] for _key, name, how in report.explained]))
    return found


def summed(shares) -> Share:
    """The figure of several organisations together."""
    shares = list(shares)
    return Share(sum(each.count for each in shares), sum(each.of for each in shares))


def value_of(measure: Measure, share: Share | None) -> int | None:
    """The one number of a figure: per cent, or points; None where there is nothing to count."""
    if share is None or not share.of:
        return None
    return share.mean if measure.is_mean else share.percent


def cells(measure: Measure, share: Share | None) -> list[int | None]:
    """A figure with what it is made of, so that it can be counted again."""
    return [value_of(measure, share), share.count if share else None, share.of if share else None]


def _heads() -> list[str]:
    return [_("Procent eller poäng"), _("Antal"), _("Av")]


def _groups(organisation: Organisation) -> tuple[list[tuple[str, dict[str, Share]]], date | None]:
    """Those that it is held against, with their figures of the latest night: three queries."""
    on = Measured.objects.order_by("-on").values_list("on", flat=True).first()
    alike = Organisation.objects.filter(kind=organisation.kind)
    kind = RecommendedDataset.AppliesTo(organisation.kind).label
    choices = [
        (_("%(kind)s i länet") % {"kind": kind}, alike.filter(county=organisation.county_id)),
        (_("%(kind)s i alla län") % {"kind": kind}, alike),
    ]
    found = []
    for label, organisations in choices:
        keys = list(organisations.values_list("pk", flat=True))
        if on is None or len(keys) < _FEWEST:
            continue
        rows = Measured.objects.filter(on=on, organisation__in=keys).order_by().values_list("measure")
        found.append((label, {key: Share(count, of) for key, count, of in rows.annotate(Sum("count"), Sum("of"))}))
    return found, on


def _sources() -> list[str]:
    return [
        _("Beskrivningarna i den här tjänsten, som de är publicerade nu."),
        _("Den rekommenderade listan, som samordnarna håller den."),
        _("Vad organisationerna själva har sagt, till exempel att data är publicerade på annat håll."),
        _("Dataportalens register vid den senaste kontrollen."),
    ]


def _explained() -> list[tuple[str, str, str]]:
    language = get_language() or "sv"
    return [(each.key, each.name.in_language(language), each.how.in_language(language)) for each in MEASURES]


def _name(measure: Measure) -> str:
    return measure.name.in_language(get_language() or "sv")


def _called(recommended: RecommendedDataset) -> str:
    return in_language(recommended.title, get_language())
