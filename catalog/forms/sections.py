"""How the fields of a description's form stand on its page: in steps, or by level where there are few.

What must be there comes first, then what is recommended; the rest is folded away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy

from dcat.finding import Finding, Severity
from dcat.profile.model import Level, NodeClass, Step

ALL = "alla"  # what an address says instead of a step, for all steps on one page
_FIRST = (Level.MANDATORY, Level.RECOMMENDED)

_STEPS = {
    Step.WHAT: (
        gettext_lazy("Vad det är"),
        gettext_lazy("Vad det heter och handlar om, så att andra hittar det och förstår vad det är."),
    ),
    Step.WHERE: (
        gettext_lazy("Var det finns"),
        gettext_lazy("Hur man kommer åt det, i vilken form och på vilka villkor."),
    ),
    Step.WHO: (
        gettext_lazy("Vem som svarar för det"),
        gettext_lazy("Vem som ansvarar för innehållet, och vart man vänder sig med frågor."),
    ),
    Step.WHEN: (
        gettext_lazy("När och var det gäller"),
        gettext_lazy("Vilken tid och vilken plats det handlar om, och hur färskt det är."),
    ),
    Step.MORE: (
        gettext_lazy("Mer, när det behövs"),
        gettext_lazy("Samband och detaljer som de flesta klarar sig utan."),
    ),
}
_LEVELS = {
    Level.MANDATORY: gettext_lazy("Det här måste finnas"),
    Level.RECOMMENDED: gettext_lazy("Det här gör beskrivningen bra"),
    "more": gettext_lazy("Mer, när det behövs"),
}


@dataclass(frozen=True, slots=True)
class RowsItem:
    """A property with rows, as a section of the page shows it."""

    name: str
    auto_id: str
    label: str
    help_text: str
    level: Level
    example: object
    portal: object
    term: str
    step: Step
    formset: BaseFormSet
    takes_own_area: bool  # whether a row can be filled in with the organisation's own area
    is_rows: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together on the page; ``folded`` are those that are a click away."""

    key: str
    title: str
    lead: str
    number: int  # of the step; 0 where the form has no steps
    items: list
    folded: list
    errors: int = 0  # findings that stop publishing
    advice: int = 0
    is_current: bool = False
    following: str = ""  # key of the next step

    @property
    def fields(self) -> list:
        """All that the section has."""
        return [*self.items, *self.folded]

    @property
    def has_errors(self) -> bool:
        """Whether something that was sent has to be mended here."""
        return any_errors(self.fields)

    @property
    def is_open(self) -> bool:
        """Whether what is folded has to be seen."""
        return any_errors(self.folded)


def sections_of(
    node_class: NodeClass, items: Iterable, *, findings: Mapping[str, list[Finding]], current: str
) -> list[Section]:
    """The sections of a form. ``findings`` are those of each field; ``current`` is the step that is asked for."""
    items = list(items)
    return _steps(node_class, items, findings, current) if node_class.in_steps else _by_level(items)


def any_errors(items: Iterable) -> bool:
    """Whether one of the fields was filled in wrongly."""
    return any(item.formset.total_error_count() if isinstance(item, RowsItem) else item.errors for item in items)


def counted(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many of them stop publishing, and how many do not."""
    kinds = [finding.severity is Severity.ERROR for finding in findings]
    return sum(kinds), len(kinds) - sum(kinds)


def _steps(node_class: NodeClass, items: list, findings: Mapping, current: str) -> list[Section]:
    by_step = {step: [item for item in items if _of(item, "step", Step.MORE) is step] for step in _STEPS}
    by_step = {step: group for step, group in by_step.items() if group}
    found = {
        step: [each for name, group in findings.items() if step_of(node_class, name) is step for each in group]
        for step in by_step
    }
    wrong = [step for step, group in by_step.items() if any_errors(group)]
    keys = list(by_step)
    # What has to be mended comes before what was asked for.
    shown = wrong[0] if wrong and current not in (ALL, *wrong) else current
    shown = shown if shown in (ALL, *keys) else keys[0]
    sections = []
    for number, (step, group) in enumerate(by_step.items(), start=1):
        first = [item for item in group if _of(item, "level", Level.OPTIONAL) in _FIRST]
        title, lead = _STEPS[step]
        errors, advice = counted(found[step])
        sections.append(
            Section(
                key=step,
                title=title,
                lead=lead,
                number=number,
                items=_mandatory_first(first),
                folded=[item for item in group if item not in first],
                errors=errors,
                advice=advice,
                is_current=shown == step,
                following=keys[number] if number < len(keys) else "",
            )
        )
    return sections


def step_of(node_class: NodeClass, name: str) -> Step:
    """The step that a finding about a property counts in."""
    return node_class[name].step if name in node_class else Step.MORE


def _by_level(items: list) -> list[Section]:
    groups: dict[str, list] = {key: [] for key in _LEVELS}
    for item in items:
        level = _of(item, "level", Level.OPTIONAL)
        groups[level if level in _FIRST else "more"].append(item)
    return [
        Section(key, title, "", 0, [] if key == "more" else groups[key], groups[key] if key == "more" else [])
        for key, title in _LEVELS.items()
        if groups[key]
    ]


def _mandatory_first(items: list) -> list:
    return sorted(items, key=lambda item: _of(item, "level", Level.OPTIONAL) is not Level.MANDATORY)


def _of(item, name: str, default):
    return getattr(item if isinstance(item, RowsItem) else item.field, name, default)
