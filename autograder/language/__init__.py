"""Language: what students are told, in English and in other languages: phrases, and the catalogues that translate them.

Imports nothing of ours; every room but protocol and worker, which run beside student code, may import it.
"""

from autograder.language.phrase import NOT_IMPLEMENTED, Phrase, tell, told
from autograder.language.spoken import (
    ENGLISH,
    LANGUAGES,
    UnknownLanguage,
    catalogue_files,
    of_locale,
    speak,
    spoken,
    use_catalogues,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "NOT_IMPLEMENTED",
    "Phrase",
    "UnknownLanguage",
    "catalogue_files",
    "of_locale",
    "speak",
    "spoken",
    "tell",
    "told",
    "use_catalogues",
]
