"""Every error that Riscontro raises on purpose, in one tree.

    RiscontroError                    exit  http  code
    +-- InputError                       3   422  input
    |   +-- MissingFile                  4   404  missing-file
    |   +-- EmptyDocument                5   422  empty-document
    |   +-- NotText                      6   415  not-text
    |   +-- WrongEncoding                7   415  wrong-encoding
    |   +-- NoArticle                    8   422  no-article
    |   +-- TooLarge                     9   413  too-large
    |   +-- UnknownLanguage             10   422  unknown-language
    |   +-- BadDate                     11   422  bad-date
    |   +-- UnknownParty                12   422  unknown-party
    |   +-- BadConllu                   15   422  bad-conllu
    |   +-- UnknownMandate              16   404  unknown-mandate
    |   +-- BadMandate                  17   422  bad-mandate
    |   +-- UnknownId                   30   404  unknown-id
    |   +-- AmbiguousId                 31   409  ambiguous-id
    |   +-- BadJudgement                32   422  bad-judgement
    |   +-- BadCursor                   33   422  bad-cursor
    |   +-- BadFilter                   34   422  bad-filter
    |   +-- Damaged                     40   422  damaged
    |   +-- NoTextLayer                 41   422  no-text-layer
    |   +-- Protected                   42   422  protected
    |   +-- ManyDocuments               43   422  many-documents
    +-- Altered                         46   409  altered
    +-- SettingsError                   13   500  settings
    +-- PipelineError                   14   500  pipeline
    +-- StoreError                      21   500  store
        +-- NoStore                     22   404  no-store
        +-- NotAStore                   23   422  not-a-store
        +-- NewerStore                  24   409  newer-store
        +-- StoreLocked                 25   503  store-locked
        +-- StoreFull                   26   507  store-full
        +-- StoreUnreachable            27   503  store-unreachable

Each carries a sentence that says what is wrong and one that says what the user can do. Doors translate them: the
command line into an exit code, an HTTP door into a status. Anything else that escapes is a defect.
"""

from __future__ import annotations


class RiscontroError(Exception):
    """What went wrong, and what to do about it.

    Args:
        what: one sentence, naming the file or value concerned.
        remedy: one sentence the user can act on.
    """

    code = "error"
    status = 500
    exit_code = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class InputError(RiscontroError):
    """Something that the user gave cannot be read."""

    code, status, exit_code = "input", 422, 3


class MissingFile(InputError):
    """No file at the path given."""

    code, status, exit_code = "missing-file", 404, 4


class EmptyDocument(InputError):
    """The file holds no text at all."""

    code, status, exit_code = "empty-document", 422, 5


class NotText(InputError):
    """The bytes are not those of a text."""

    code, status, exit_code = "not-text", 415, 6


class WrongEncoding(InputError):
    """The bytes are text, but not in an encoding that could be told."""

    code, status, exit_code = "wrong-encoding", 415, 7


class NoArticle(InputError):
    """A page without an article in it."""

    code, status, exit_code = "no-article", 422, 8


class TooLarge(InputError):
    """The file is larger than what is read."""

    code, status, exit_code = "too-large", 413, 9


class UnknownLanguage(InputError):
    """The text is in a language for which there is no folder of data."""

    code, status, exit_code = "unknown-language", 422, 10


class BadDate(InputError):
    """A date that is none, or that cannot be one of publication."""

    code, status, exit_code = "bad-date", 422, 11


class UnknownParty(InputError):
    """A party code that no state or body bears."""

    code, status, exit_code = "unknown-party", 422, 12


class BadConllu(InputError):
    """A CoNLL-U file that is not well formed, or does not fit its text."""

    code, status, exit_code = "bad-conllu", 422, 15


class UnknownMandate(InputError):
    """A mandate that neither comes with the program nor lies in a file of this name."""

    code, status, exit_code = "unknown-mandate", 404, 16


class BadMandate(InputError):
    """A mandate file that does not say what it must; all its faults are named."""

    code, status, exit_code = "bad-mandate", 422, 17


class UnknownId(InputError):
    """No claim, event, document or run bears this id."""

    code, status, exit_code = "unknown-id", 404, 30


class AmbiguousId(InputError):
    """Several things have ids that begin this way."""

    code, status, exit_code = "ambiguous-id", 409, 31


class BadJudgement(InputError):
    """A judgement that cannot be: a field that claims do not have, a value that it cannot take, no reason."""

    code, status, exit_code = "bad-judgement", 422, 32


class BadCursor(InputError):
    """A place in a list that was given by no list."""

    code, status, exit_code = "bad-cursor", 422, 33


class BadFilter(InputError):
    """A condition that nothing can meet, since there is no such value."""

    code, status, exit_code = "bad-filter", 422, 34


class Damaged(InputError):
    """A file that is cut off, broken, or not what its own checksum says."""

    code, status, exit_code = "damaged", 422, 40


class NoTextLayer(InputError):
    """A PDF of pictures of pages, without the words."""

    code, status, exit_code = "no-text-layer", 422, 41


class Protected(InputError):
    """A file that opens with a password alone."""

    code, status, exit_code = "protected", 422, 42


class ManyDocuments(InputError):
    """An archive where one document is asked for."""

    code, status, exit_code = "many-documents", 422, 43


class Altered(RiscontroError):
    """What a store or bundle holds is not what was taken in."""

    code, status, exit_code = "altered", 409, 46


class SettingsError(RiscontroError):
    """A setting that does not exist or has a value that it cannot have."""

    code, status, exit_code = "settings", 500, 13


class PipelineError(RiscontroError):
    """A language pipeline that cannot be loaded or lacks Universal Dependencies labels."""

    code, status, exit_code = "pipeline", 500, 14


class StoreError(RiscontroError):
    """Something is wrong with the store."""

    code, status, exit_code = "store", 500, 21


class NoStore(StoreError):
    """There is no store at the path or address given."""

    code, status, exit_code = "no-store", 404, 22


class NotAStore(StoreError):
    """A file or database that is something else, or is damaged."""

    code, status, exit_code = "not-a-store", 422, 23


class NewerStore(StoreError):
    """A store written by a newer version of the program."""

    code, status, exit_code = "newer-store", 409, 24


class StoreLocked(StoreError):
    """Another program is writing to the store and does not end."""

    code, status, exit_code = "store-locked", 503, 25


class StoreFull(StoreError):
    """The disk that holds the store is full."""

    code, status, exit_code = "store-full", 507, 26


class StoreUnreachable(StoreError):
    """The store cannot be opened or written."""

    code, status, exit_code = "store-unreachable", 503, 27
