"""Controls that hold more than one input. What they give back is what a person typed, as the column shapes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("sv", _("På svenska")), ("en", _("På engelska")))


class SeveralInputs(forms.Widget):
    """What these controls share: they are a group with a legend, and each input points at help and error."""

    use_fieldset = True

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["aria"] = {key: text for key, text in widget["attrs"].items() if key.startswith("aria-")}
        return context


class LanguageInput(SeveralInputs):
    """One text per language; its value is ``{"sv": …, "en": …}``."""

    template_name = "catalog/widgets/language.html"

    def __init__(self, *, is_long: bool = False, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.is_long = is_long

    def value_from_datadict(self, data, files, name) -> dict[str, str]:
        return {code: data.get(f"{name}-{code}", "") for code, _label in LANGUAGES}

    def value_omitted_from_data(self, data, files, name) -> bool:
        return all(f"{name}-{code}" not in data for code, _label in LANGUAGES)

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        texts = value or {}
        context["widget"]["is_long"] = self.is_long
        context["widget"]["parts"] = [
            {"code": code, "label": label, "name": f"{name}-{code}", "value": texts.get(code, "")}
            for code, label in LANGUAGES
        ]
        return context

    def id_for_label(self, id_, index=None) -> str:
        return f"{id_}-sv" if id_ else ""


class KeywordInput(LanguageInput):
    """Any number of words per language, one on each line; its value is ``{"sv": text, "en": text}``."""

    LABELS = {"sv": _("På svenska, ett per rad"), "en": _("På engelska, ett per rad")}

    def get_context(self, name, value, attrs) -> dict:
        texts = {code: words if isinstance(words, str) else "\n".join(words) for code, words in (value or {}).items()}
        context = super().get_context(name, texts, attrs)
        for part in context["widget"]["parts"]:
            part["label"] = self.LABELS[part["code"]]
        return context


class RepeatedInput(SeveralInputs):
    """Any number of lines; its value is the list of what was typed, and one empty line always waits."""

    template_name = "catalog/widgets/repeated.html"

    def __init__(self, *, input_type: str = "text", choices=None, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.input_type = input_type
        self.choices = choices  # groups as a select takes them; None for free text
        self.suggestions: list[tuple[str, str]] = []  # values and words that free text may be chosen among

    def value_from_datadict(self, data, files, name) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [value for value in values if value.strip()]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        values = list(value or [])
        context["widget"].update(input_type=self.input_type, lines=[*values, ""], groups=self.choices)
        context["widget"]["suggestions"] = self.suggestions
        return context

    def id_for_label(self, id_, index=None) -> str:
        return f"{id_}-1" if id_ else ""


class SuggestingInput(forms.TextInput):
    """One line of free text with values that it may be chosen among."""

    template_name = "catalog/widgets/suggesting.html"

    def __init__(self, *, suggestions: list[tuple[str, str]] | None = None, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions or []

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        if self.suggestions:
            context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-suggestions"
        return context


class BoxInput(SeveralInputs):
    """The four sides of a box; its value is ``{"west": …, "south": …, "east": …, "north": …}`` as typed."""

    template_name = "catalog/widgets/sides.html"
    SIDES = (("west", _("Väst")), ("south", _("Syd")), ("east", _("Öst")), ("north", _("Nord")))

    def value_from_datadict(self, data, files, name) -> dict[str, str]:
        return {side: data.get(f"{name}-{side}", "").strip() for side, _label in self.SIDES}

    def value_omitted_from_data(self, data, files, name) -> bool:
        return all(f"{name}-{side}" not in data for side, _label in self.SIDES)

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        typed = value if isinstance(value, dict) else {}
        context["widget"]["parts"] = [
            {"side": side, "name": f"{name}-{side}", "label": label, "value": typed.get(side, "")}
            for side, label in self.SIDES
        ]
        return context

    def id_for_label(self, id_, index=None) -> str:
        return f"{id_}-{self.SIDES[0][0]}" if id_ else ""


class PointInput(BoxInput):
    """A longitude and a latitude."""

    SIDES = (("longitude", _("Longitud")), ("latitude", _("Latitud")))


class MediaTypeInput(SeveralInputs):
    """A media type out of the list, or another one as typed; its value is the media type."""

    template_name = "catalog/widgets/media_type.html"

    def __init__(self, *, choices, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.choices = choices

    def value_from_datadict(self, data, files, name) -> str:
        return data.get(f"{name}-other", "").strip() or data.get(name, "")

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data and f"{name}-other" not in data

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        known = {code for _group, choices in self.choices for code, _label in choices}
        context["widget"]["groups"] = self.choices
        context["widget"]["chosen"] = value if value in known else ""
        context["widget"]["other"] = "" if value in known else value or ""
        return context
