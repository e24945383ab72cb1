"""Documents that a thing described in place points at: an address each, with a title and a description."""

from collections.abc import Callable

from django import forms

from catalog.forms.widgets import LANGUAGES, SeveralInputs

_MOST = 20
_TEXTS = ("title", "description")


class DocumentsInput(SeveralInputs):
    """Any number of documents, and an empty one that waits; its value is a list as ``DocumentsField`` keeps it."""

    template_name = "catalog/widgets/documents.html"

    def value_from_datadict(self, data, files, name) -> list[dict]:
        found = []
        for number in range(_MOST):
            prefix = f"{name}-{number}"
            if f"{prefix}-iri" not in data:
                break
            texts = {
                text: {code: data.get(f"{prefix}-{text}-{code}", "").strip() for code, _label in LANGUAGES}
                for text in _TEXTS
            }
            found.append({"iri": data.get(f"{prefix}-iri", "").strip(), **texts})
        return [each for each in found if each["iri"] or any(any(each[text].values()) for text in _TEXTS)]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return f"{name}-0-iri" not in data

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        documents = [*(value or []), {}][:_MOST]
        context["widget"]["documents"] = [
            {
                "name": f"{name}-{number}",
                "id": f"{context['widget']['attrs'].get('id', name)}-{number}",
                "iri": document.get("iri", ""),
                "texts": [(text, _parts(document.get(text) or {})) for text in _TEXTS],
            }
            for number, document in enumerate(documents)
        ]
        return context

    def id_for_label(self, id_, index=None) -> str:
        return f"{id_}-0-iri" if id_ else ""


def _parts(texts: dict) -> list[tuple]:
    return [(code, label, texts.get(code, "")) for code, label in LANGUAGES]


class DocumentsFormField(forms.Field):
    """Documents, each with an address that ``clean_address`` mends or refuses."""

    widget = DocumentsInput

    def __init__(self, *, clean_address: Callable[[str], str], clean_text: Callable[[str], str], **kwargs) -> None:
        super().__init__(**kwargs)
        self.clean_address, self.clean_text = clean_address, clean_text

    def to_python(self, value) -> list[dict]:
        documents = []
        for each in value or []:
            texts = {text: self._texts(each[text]) for text in _TEXTS}
            documents.append({"iri": self.clean_address(each["iri"])} | {k: v for k, v in texts.items() if v})
        return documents

    def _texts(self, texts: dict[str, str]) -> dict[str, str]:
        cleaned = {code: self.clean_text(text) for code, text in texts.items()}
        return {code: text for code, text in cleaned.items() if text}
