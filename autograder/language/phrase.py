"""Phrases: English texts that can be told in another language."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from typing import Any

from autograder.language.spoken import ENGLISH, catalogue_of, spoken

__all__ = ["NOT_IMPLEMENTED", "Phrase", "tell", "told"]


class Phrase(str):
    """An English text that knows how it was made, so that it can be told in another language, see `told`.

    ``Phrase("the result has {n} elements", n=n)`` is a template and its values, which may be phrases themselves. Of one
    that counts there are two templates: ``Phrase("{n} layer", "{n} layers", n=n)``. A template must stand in the code
    as it is: there `autograder build` finds what is to be translated. Without values, braces are just braces.

    It is the English text: what compares, cuts, joins or digests it does so in English, and what comes of that is no
    phrase any more; several are put together by `Phrase.lines`. So verdicts, and what explains them, are those of
    reports in English.
    """

    _template: str
    _plural: str
    _values: Mapping[str, Any]

    def __new__(cls, template: str, plural: str = "", /, **values: Any) -> Phrase:
        """Make a phrase of a template, or of two, and values; ``n`` says which of the two."""
        chosen = plural if plural and values["n"] != 1 else template
        made = super().__new__(cls, chosen.format_map(values) if values else chosen)
        made._template, made._plural, made._values = template, plural, values
        return made

    @classmethod
    def of(cls, template: str, plural: str = "", /, **values: Any) -> Phrase:
        """Return a phrase whose template stands elsewhere, such as the title of a check."""
        return cls(template, plural, **values)

    @classmethod
    def lines(cls, *texts: str, indent: str = "") -> Phrase:
        """Return texts below each other, all but the first indented."""
        names = [f"line{number}" for number in range(len(texts))]
        return cls(f"\n{indent}".join(f"{{{name}}}" for name in names), **dict(zip(names, texts, strict=True)))

    def _told(self, catalogue: NullTranslations) -> str:
        if self._plural:
            template = catalogue.ngettext(self._template, self._plural, self._values["n"])
        else:
            template = catalogue.gettext(self._template)
        values = {name: _told(each, catalogue) if type(each) is Phrase else each for name, each in self._values.items()}
        return template.format_map(values) if values else template


def told(text: str, language: str | None = None) -> str:
    """Return a text in a language, by default the one that is spoken.

    What is no phrase is looked up as it is: a title, a hint. What no catalogue has stays English.
    """
    language = language or spoken()
    return str.__str__(text) if language == ENGLISH else _told(text, catalogue_of(language))


def _told(text: str, catalogue: NullTranslations) -> str:
    if isinstance(text, Phrase):
        return text._told(catalogue)
    return catalogue.gettext(text) if text else text  # of an empty text, a catalogue has its own head


def tell(template: str, plural: str = "", /, **values: Any) -> str:
    """Return a phrase as it is told now: where nothing else is made of it, see `Phrase`."""
    return told(Phrase.of(template, plural, **values))


# What is said of the untouched stub.
NOT_IMPLEMENTED = Phrase("not implemented yet")
