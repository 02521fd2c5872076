"""Counting origins, never documents."""

from dataclasses import replace

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article, claim, document, event_of
from riscontro.model import Article, Judgement, Link, Party, PartyType, Standing, Verb
from riscontro.reconcile.origins import find_origins

CASES = [
    ("the same final source in two articles", [(KR,), (KR,)], 1),
    ("two speakers of one state", [(Party("Hong Min-ho", "KR"),), (KR,)], 1),
    ("one source through two outlets", [(Party("AP"), KR), (Party("Sky News"), KR)], 1),
    ("two states", [(KR,), (US,)], 2),
    ("unnamed sources add nothing", [(KR,), (ANALYSTS,), (Party("several governments"),)], 1),
    ("unnamed sources alone", [(ANALYSTS,), (Party("reports"),)], 0),
    ("carriers add nothing to a named source", [(KR,), (), ()], 1),
    ("carriers alone are one", [(), (), (Party("Reuters"),)], 1),
    ("a carrier beside unnamed sources", [(), (ANALYSTS,)], 0),
    ("a short name and its long form", [(Party("Anna Keller"),), (Party("Keller"),)], 1),
    ("two persons of one family name", [(Party("Anna Keller"),), (Party("Otto Keller"),), (Party("Keller"),)], 3),
    ("a person and a body", [(Party("Anna Keller"),), (Party("Harbour Watch"),)], 2),
]


def _origins(chains):
    articles = [article(f"{i}.txt", (f"Missiles went east, version {i}.", {"by": chain})) for i, chain in enumerate(chains)]
    return find_origins(event_of(*articles))


@pytest.mark.parametrize(("chains", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_count(chains, count: int) -> None:
    """The number of origins is what the rule says, however many articles there are."""
    assert sum(o.counted for o in _origins(chains)) == count


def test_side_is_marked() -> None:
    """A giver or receiver that says so itself stands as a party."""
    assert [o.standing for o in _origins([(RU,), (KP,), (KR,)])] == [Standing.PARTY, Standing.PARTY, Standing.NAMED]


def test_every_grouping_says_why() -> None:
    """Speakers put together are named in the reason."""
    (origin,) = _origins([(Party("Hong Min-ho", "KR"),), (KR,)])
    assert any("Hong Min-ho" in g.sentence and "Seoul" in g.sentence for g in origin.grounds)


SHIN = Party("Shin Won-sik", "KR", "Shin Won-sik", PartyType.PERSON)
PANEL, MSMT = Party("UN Panel of Experts", None, "UN"), Party("MSMT", None, "MSMT")
FIGURE = {"quantities": (amount(6700, 6700, "container"),)}


def _found(*rows):
    """The origins of claims given as (words around it, facts of the claim, facts of the document)."""
    made = []
    for i, (words, facts, about) in enumerate(rows):
        doc = document(f"{i}.txt", f"Title {i}", words, **about)
        made.append(Article(doc, (claim(doc, words, **facts),)))
    return find_origins(event_of(*made))


def _rules(origins) -> set[str]:
    return {g.rule for o in origins for g in o.grounds}


RULES = [
    (
        "joint speakers",
        [("Both say so.", {"attribution": (Link(US, "said"), Link(KR, "said"))}, {}), ("One does.", {"by": (US,)}, {})],
        1,
        "joint-speakers",
    ),
    (
        "one through the other",
        [("Seoul says so.", {"attribution": (Link(US, "noted"), Link(KR, "said"))}, {}), ("One does.", {"by": (US,)}, {})],
        2,
        None,
    ),
    (
        "declared cooperation",
        [("We tracked this jointly with the US, Seoul said.", {"by": (KR,)}, {}), ("It went.", {"by": (US,)}, {})],
        1,
        "cooperation",
    ),
    (
        "cooperation with nobody here",
        [("We tracked this jointly with Japan, Seoul said.", {"by": (KR,)}, {}), ("It went.", {"by": (US,)}, {})],
        2,
        None,
    ),
    (
        "spellings",
        [("It went.", {"by": (Party("Shin Won-sik"),)}, {}), ("It is gone.", {"by": (Party("Shin Wonsik"),)}, {})],
        1,
        "one-name",
    ),
    ("an officer", [("It went.", {"by": (SHIN,)}, {}), ("It is gone.", {"by": (Party("Shin Won Sik"),)}, {})], 1, "officer"),
    (
        "a compiler and its member",
        [("It went.", {"by": (KR,), **FIGURE}, {}), ("It says so.", {"by": (MSMT,), **FIGURE}, {})],
        1,
        "compiler",
    ),
    ("a compiler and some member", [("It went.", {"by": (KR,)}, {}), ("It says so.", {"by": (MSMT,), **FIGURE}, {})], 1, "undisclosed"),
    (
        "a compiler and no member",
        [("It went.", {"by": (Party("Harbour Watch"),)}, {}), ("It says so.", {"by": (MSMT,), **FIGURE}, {})],
        2,
        "undisclosed",
    ),
    ("a compiler that inspects", [("It went.", {"by": (KR,)}, {}), ("It saw it.", {"by": (PANEL,), "basis": "measured"}, {})], 2, None),
    (
        "own observation",
        [("It went.", {"by": (KR,)}, {}), ("Seen.", {"by": (Party("our reporter"),), "basis": "witnessed"}, {"publisher": "The Gull"})],
        2,
        "own-observation",
    ),
    ("names withheld", [("Officials, who asked not to be named, said so.", {"by": (Party("US officials", "US"),)}, {})], 0, "unresolved"),
    ("officials with names", [("Officials said so.", {"by": (Party("US officials", "US"),)}, {})], 1, None),
    ("a state's own paper", [("It went.", {}, {"publisher": "KCNA"})], 1, "own-word"),
]


@pytest.mark.parametrize(("rows", "count", "rule"), [case[1:] for case in RULES], ids=[case[0] for case in RULES])
def test_rules(rows, count: int, rule: str | None) -> None:
    """Each rule of independence counts as it should and says why."""
    origins = _found(*rows)
    assert sum(o.counted for o in origins) == count
    assert rule is None or rule in _rules(origins)


def test_unnamed_sources_of_one_newsroom_are_one() -> None:
    """Three unnamed sources of one paper and one of another are two unresolved origins."""
    rows = [
        (f"Words {i}.", {"by": (Party(name),)}, {"publisher": paper})
        for i, (name, paper) in enumerate([("an official", "Gull"), ("sources", "Gull"), ("a diplomat", "Gull"), ("sources", "Post")])
    ]
    assert [(o.standing, len(o.citations)) for o in _found(*rows)] == [(Standing.UNRESOLVED, 3), (Standing.UNRESOLVED, 1)]


def test_one_utterance_over_carriers_and_languages() -> None:
    """A press conference told by three outlets in two languages is one utterance, and the reason names them."""
    rows = [
        (
            "It went.",
            {"attribution": (Link(SHIN, "said", "2024-02-26", "news conference"),), **FIGURE},
            {"publisher": "Gull", "published": "2024-02-27"},
        ),
        (
            "È andato.",
            {"attribution": (Link(SHIN, "ha detto", None, "conferenza stampa"),), **FIGURE},
            {"publisher": "Faro", "published": "2024-02-27", "language": "it"},
        ),
        ("It is gone.", {"by": (Party("Seoul", "KR"),), **FIGURE}, {"publisher": "Post", "published": "2024-02-28"}),
    ]
    (origin,) = _found(*rows)
    assert [len(u.citations) for u in origin.utterances] == [3]
    (reason,) = [g.sentence for g in origin.grounds if g.rule == "same-utterance"]
    assert all(word in reason for word in ("Shin Won-sik", "February 26", "Gull", "Faro", "Post"))


def test_an_office_counting_on_is_a_series() -> None:
    """Three figures on three days are three utterances, one origin, and a series in the order of the days."""
    rows = [
        (f"It was {n}.", {"by": (KR,), "quantities": (amount(n, n, "container"),)}, {"published": day})
        for n, day in ((5000, "2024-05-01"), (2000, "2024-01-01"), (6700, "2024-07-01"))
    ]
    (origin,) = _found(*rows)
    (reason,) = [g.sentence for g in origin.grounds if g.rule == "series"]
    assert [u.said for u in origin.utterances] == ["2024-01-01", "2024-05-01", "2024-07-01"]
    assert reason.index("2000") < reason.index("5000") < reason.index("6700")


def test_an_old_figure_told_again_is_the_old_utterance() -> None:
    """A carrier that repeats a figure weeks later, without a date of its saying, carries the utterance of then."""
    rows = [
        ("It went.", {"by": (SHIN,), **FIGURE}, {"published": "2024-02-27"}),
        ("It is gone.", {"by": (KR,), **FIGURE}, {"published": "2024-05-27"}),
    ]
    (origin,) = _found(*rows)
    assert [len(u.citations) for u in origin.utterances] == [2]


def test_a_copy_that_lost_its_source_has_the_originals() -> None:
    """In copies of one text the same words rest on one voice."""
    one, two = (article(f"{i}.txt", ("Missiles went east.", facts)) for i, facts in enumerate(({"by": (KR,)}, {})))
    made = event_of(one, two)
    family = replace(made, citations=tuple(replace(c, family="f") for c in made.citations))
    assert [(o.key, len(o.citations)) for o in find_origins(family)] == [("state:KR", 2)]
    assert [(o.key, o.counted) for o in find_origins(made)] == [("state:KR", True), ("carrier", False)]


@pytest.mark.parametrize(
    ("verb", "voices", "count"), [(Verb.SAME_ORIGIN, (KR, US), 1), (Verb.DIFFERENT_ORIGIN, (SHIN, Party("Navy of South Korea", "KR")), 2)]
)
def test_the_desk_joins_and_parts(verb: Verb, voices, count: int) -> None:
    """The desk's word on origins outranks the machine's, and stands among the reasons."""
    made = event_of(*(article(f"{i}.txt", (f"Words {i}.", {"by": (who,)})) for i, who in enumerate(voices)))
    origins = find_origins(made, [Judgement(verb, tuple(c.claim.id for c in made.citations), "we asked them", "2024-07-01")])
    assert sum(o.counted for o in origins) == count
    assert any("we asked them" in g.sentence for o in origins for g in o.grounds)
