"""The dossier in its four forms: the same facts, each with its place, and nothing of an article taken for markup."""

import json
import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from making import ANALYSTS, KP, KR, RU, US, amount, article
from riscontro.errors import BadDate, EmptyDocument, InputError, MissingFile, NoArticle, NotText, TooLarge, UnknownLanguage, WrongEncoding
from riscontro.languages import LANGUAGES
from riscontro.languages.naming import Phrases
from riscontro.model import Dossier, Kind, Link, Party, Polarity, Refusal
from riscontro.queries import dossier_of as dossier
from riscontro.report import dossier_html, dossier_json, dossier_markdown, dossier_text, print_dossier

CN = Party("Beijing", "CN")
MANDATE = (files("riscontro.mandates") / "dprk.toml").read_text(encoding="utf-8")
NASTY = "<script>alert(1)</script> **bold** [link](http://x.y) `code` | \x1b[31mred\x1b[0m \u202etxt & _it_ [^1]"


def _dossier(ui: str = "en") -> Dossier:
    one = article(
        f"{NASTY}.txt",
        (f"Forty missiles {NASTY} went.", {"by": (KR,), "quantities": (amount(40, 40),), "when": "2024-03/2024-05"}),
        ("Moscow called it invented.", {"by": (RU,), "polarity": Polarity.DENIED, "denial": "categorical", "goods": ("arms",)}),
        ("They met in May.", {"kind": Kind.MEET, "goods": (), "when": "2024-05"}),
        publisher=NASTY,
    )
    two = article(
        "b.txt",
        ("More went.", {"by": (US,)}),
        ("Much more went.", {"by": (ANALYSTS,)}),
        ("Food came.", {"actor": (RU,), "counterpart": (KP,), "goods": ("food",)}),
    )
    return dossier([one, two, Refusal(NASTY, "not-text", f"{NASTY}: no text.", "Give a text.", 6)], between=("RU", "KP"), ui=ui)


class _Page(HTMLParser):
    """Collects tags and words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids |= {value or "" for name, value in attrs if name == "id"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _parsed() -> _Page:
    page = _Page()
    page.feed(dossier_html(_dossier()))
    return page


def test_html_takes_no_markup_from_articles() -> None:
    """A script in an article is words on the page."""
    page = _parsed()
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in "".join(page.words)


def test_html_stands_alone() -> None:
    """Every link leads to a note on the same page."""
    page = _parsed()
    assert page.links
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []


def test_markdown_notes_are_all_defined_and_used() -> None:
    """Footnotes called and footnotes given are the same."""
    text = dossier_markdown(_dossier())
    body, notes = (set(re.findall(pattern, text, re.MULTILINE)) for pattern in (r"(?<!\\)\[\^(\d+)\](?!:)", r"^\[\^(\d+)\]:"))
    assert body == notes
    assert len(notes) >= 6


def test_markdown_takes_no_markup_from_articles() -> None:
    """Marks in an article's words are escaped."""
    text = dossier_markdown(_dossier())
    assert r"\*\*bold\*\*" in text
    assert not re.search(r"(?<!\\)<script", text)


def test_every_quotation_has_file_place_and_hash() -> None:
    """The notes name paragraph, characters and the sha256 of the document."""
    for line in dossier_text(_dossier()).split("NOTES")[1].strip().splitlines():
        assert re.search(r"paragraph \d+, characters \d+–\d+ · sha256:[0-9a-f]{64}$", line)


def test_every_statement_of_a_source_has_a_note() -> None:
    """A line with a quotation of a claim ends with the number of its note."""
    body = dossier_text(_dossier()).split("ARTICLES")[0]
    quoting = [line for line in body.splitlines() if "“" in line and "¶" in line]
    assert quoting
    assert [line for line in quoting if not re.search(r"\[\d+\]$", line)] == []


def test_control_characters_reach_no_terminal() -> None:
    """Escape sequences and marks that turn the writing are dropped from articles' words."""
    text = dossier_text(_dossier())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


@pytest.mark.parametrize("width", [60, 100, 180])
def test_terminal_form_fits(width: int) -> None:
    """At any width the terminal form holds the quotations and stays within the width."""
    out = StringIO()
    print_dossier(_dossier(), Console(file=out, width=width, color_system=None))
    assert "Forty missiles" in " ".join(out.getvalue().split())
    assert max(map(len, out.getvalue().splitlines())) <= width


def test_json_refers_to_claims_that_are_there() -> None:
    """Every claim id stands under `claims`."""
    row = json.loads(json.dumps(dossier_json(_dossier())))
    known = {claim["id"] for claim in row["claims"]}
    used = {i for finding in row["findings"] for origin in finding["origins"] for i in origin["claims"]} | {
        i for w in row["warnings"] for i in w["claims"]
    }
    assert used
    assert used <= known


def test_those_who_deny_together_are_named_together() -> None:
    """Links of one cue speak together; a link of another cue is on the way."""
    both = (Link(RU, "deny"), Link(KP, "deny"))
    told = (Link(US, "said"), Link(KR, "announced"))
    made = article("a.txt", ("Both deny it.", {"polarity": Polarity.DENIED, "attribution": both}), ("It went.", {"attribution": told}))
    text = dossier_text(dossier([made], between=("RU", "KP")))
    assert "Moscow, Russia and Pyongyang, North Korea – denial" in text
    assert "Seoul, South Korea: “It went.” (put plainly; via Washington" in text


def test_a_meeting_has_no_direction() -> None:
    """Two who meet are joined by a word, not by an arrow."""
    assert "Meeting: North Korea and Russia" in dossier_text(_dossier())


def test_italian_dossier_is_italian() -> None:
    """In Italian the names of states and the headings are Italian."""
    text = dossier_text(_dossier("it"))
    assert "Corea del Nord" in text
    assert "AVVERTENZE" in text
    assert "North Korea" not in text


def _oil(ui: str = "en") -> Dossier:
    """A supply under a cap, told by one of the sides and by a third party that no dossier of the two would show."""
    facts = {"counterpart": (KP,), "goods": ("energy.oil",), "when": "2024-03", "quantities": (amount(400_000, 400_000, "barrel"),)}
    told = article(
        "a.txt", ("It sent diesel.", {**facts, "actor": (RU,), "by": (RU,)}), ("It sent petrol.", {**facts, "actor": (CN,), "by": (US,)})
    )
    return dossier([told], between=("RU", "KP"), ui=ui)


def _json_text(made: Dossier) -> str:
    return json.dumps(dossier_json(made), ensure_ascii=False)


FORMS = [dossier_text, dossier_markdown, dossier_html, _json_text]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ui", ["en", "it"])
def test_no_form_prints_an_unchecked_paragraph(form, ui: str) -> None:
    """A provision whose number was not found in the text is named without it; a checked one has it."""
    text = form(_dossier(ui)) + form(_oil(ui))
    unchecked = [row for row in tomllib.loads(MANDATE)["provision"] if not row["verified"] and "paragraph" in row]
    assert len(unchecked) > 10
    cited = [f"{row['instrument']}, {word} {row['paragraph']}" for row in unchecked for word in ("paragraph", "paragrafo")]
    assert [words for words in cited if words in text] == []
    assert "2397 (2017)" in text


def test_a_finding_shows_its_provisions_element_by_element() -> None:
    """Under a finding stand the provisions, each with its elements and what is known of them."""
    text = dossier_text(_oil())
    assert "Resolution 2397 (2017), paragraph 5: States prohibit" in text
    assert re.search(r"who must keep it: Russia must keep it\. \(met\) \[\d+\]", text)
    assert "(would breach it, if established and if what is unknown is so)" in text


def test_the_mandate_stands_at_the_top() -> None:
    """The standard names the mandate and its thresholds before anything else is told; where none fits, that is said."""
    head = dossier_text(_oil()).split("FROM RUSSIA")[0]
    assert "Mandate: Security Council measures on North Korea." in head
    assert "at least 2 independent origins" in head
    assert "No mandate fits" in dossier_text(dossier([], between=("FR", "DE")))


def test_sums_under_a_cap_have_a_section() -> None:
    """The sum takes in suppliers that are no side of the dossier, apart for each basis."""
    section = dossier_text(_oil()).split("RUNNING SUMS UNDER A CAP")[1].split("TIMELINE")[0]
    assert "2024, declared by a side to it: 400,000 barrels" in section
    assert "2024, alleged by others: 400,000 barrels" in section
    assert "from China" in section


def test_a_mandate_of_ones_own_sets_the_thresholds(tmp_path: Path) -> None:
    """Three origins wanted: two are not enough."""
    path = tmp_path / "own.toml"
    path.write_text(MANDATE.replace("threshold = 2", "threshold = 3"), encoding="utf-8")
    told = article("a.txt", ("It went.", {"by": (KR,)}), ("It did go.", {"by": (US,)}))
    assert [f.rung for f in dossier([told], between=("RU", "KP")).back] == ["corroborated"]
    assert [f.rung for f in dossier([told], mandate=str(path)).back] == ["reported"]


@pytest.mark.parametrize("form", [dossier_text, dossier_markdown, dossier_html])
def test_empty_dossier_is_a_page(form) -> None:
    """Nothing found is said in every form."""
    assert "Nothing in these articles says" in form(dossier([], between=("RU", "KP")))


OF_FILES = (InputError, MissingFile, EmptyDocument, NotText, WrongEncoding, NoArticle, TooLarge, UnknownLanguage, BadDate)


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("error", OF_FILES, ids=lambda error: error.code)
def test_refused_files_are_told_in_the_language_of_the_dossier(ui: str, error: type[InputError]) -> None:
    """Whatever a file is refused for has a sentence in each language; none of an error's own English gets into a dossier."""
    refusal = Refusal("x.bin", error.code, "English words.", "More English words.", error.exit_code)
    text = dossier_text(dossier([refusal], between=("RU", "KP"), ui=ui))
    assert f"x.bin {Phrases(ui)('refused', path='', what='').split()[0]}" in text
    assert Phrases(ui)(f"refusal-{error.code}") in text
    assert "English words" not in text
