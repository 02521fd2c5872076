"""Attribution: what each table entry promises, and cases beyond the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro import languages
from riscontro.extract.attribution import find_attributions
from riscontro.extract.attribution.cues import cue_kind
from riscontro.model import Attribution, Document, Party, PartyMention, PartyType, Reading, Span, TimeMention
from riscontro.read.pipeline import build_reading


def entries(language: str) -> Iterator[dict[str, Any]]:
    """Every group of a language's attribution table."""
    table = languages.table(language, "attribution")
    for kind in ("verbs", "nouns", "markers"):
        yield from table[kind]


EXAMPLES = [(lang, row) for lang in languages.LANGUAGES for group in entries(lang) for row in group["examples"]]
COUNTEREXAMPLES = [(lang, text) for lang in languages.LANGUAGES for group in entries(lang) for text in group.get("counterexamples", ())]

# language | text | source | cue | contents joined with " ... "; "-" where there is none, "?" where the case does not say
CASES = """
en | The reactor, Tehran said, was its third. | Tehran | said | The reactor ... was its third
en | "We saw no convoy," said a customs officer. | a customs officer | said | "We saw no convoy,"
en | "We saw no convoy," the letter reads. "The road was empty." | the letter | reads | "We saw no convoy," ... "The road was empty."
en | Anna Holm, the deputy envoy for trade, said the port was shut. | Anna Holm, the deputy envoy for trade | said | the port was shut
en | The bridge is unsafe, engineers warned on Tuesday. | engineers | warned | The bridge is unsafe
en | The tugs were sold, according to a Danish report in May. | a Danish report in May | according to | The tugs were sold
en | The tugs, according to the union, were sold. | the union | according to | The tugs ... were sold
en | As the admiral put it, the fleet is old. | the admiral | put it | the fleet is old
en | It is believed that the mine reopened. | - | is believed | that the mine reopened
en | The firm is said to have sold engines. | - | is said | The firm ... to have sold engines
en | The ministry denied the report, saying it was "groundless". | The ministry | saying | it was "groundless"
en | The ministry denied the report, saying it was "groundless". | The ministry | denied | the report
en | Norway accuses the company of dumping oil and says it has photographs. | Norway | says | it has photographs
en | Norway accuses the company of dumping oil and says it has photographs. | Norway | accuses | the company of dumping oil
en | The firm has been accused by Oslo of dumping oil. | Oslo | has been accused | The firm ... of dumping oil
en | The judge was quoted by local radio as saying that the trial was over. | The judge | saying | that the trial was over
en | “We heard shots. Then it was quiet. Nobody came,” the farmer said. | the farmer | said | “We heard shots. Then it was quiet. Nobody came,”
en | Lisbon's claim that the ship was empty was rejected. | Lisbon | claim | that the ship was empty
en | "The door is open," she said. "Come in." | she | said | "The door is open," ... "Come in."
en | The general was blunt: "We are running out of shells." | The general | : | "We are running out of shells."
en | A fire broke out, police said, adding that nobody was hurt. | police | adding | that nobody was hurt
en | The council called on both armies to withdraw. | The council | called on | both armies to withdraw
it | Il reattore, ha detto Teheran, è il terzo. | Teheran | ha detto | Il reattore ... è il terzo
it | «Non abbiamo visto convogli», ha dichiarato ieri il portavoce della dogana. | il portavoce della dogana | ha dichiarato | «Non abbiamo visto convogli»
it | «La strada era vuota», ha aggiunto. | - | ha aggiunto | «La strada era vuota»
it | Il ministro ha negato che siano partite navi, aggiungendo che la notizia è falsa. | Il ministro | ha negato | che siano partite navi
it | Il ministro ha negato che siano partite navi, aggiungendo che la notizia è falsa. | Il ministro | aggiungendo | che la notizia è falsa
it | Secondo l'esercito, il ponte sarebbe crollato. | l'esercito | Secondo | il ponte sarebbe crollato
it | Secondo quanto riferito dal quotidiano, la miniera è chiusa. | quotidiano | Secondo quanto riferito | la miniera è chiusa
it | Secondo quanto ha detto il sindaco, la miniera è chiusa. | il sindaco | Secondo quanto ha detto | la miniera è chiusa
it | La miniera è chiusa, stando a fonti sindacali. | fonti sindacali | stando a | La miniera è chiusa
it | L'accordo, a detta di Oslo, viola il trattato. | Oslo | a detta di | L'accordo ... viola il trattato
it | I treni partiranno, come annunciato dal ministro. | ministro | come annunciato dal | I treni partiranno
it | Come ha annunciato il ministro, i treni partiranno. | il ministro | ha annunciato | i treni partiranno
it | La nave è salva. Lo ha riferito l'agenzia Lusa. | l'agenzia Lusa | ha riferito | La nave è salva
it | È stato riferito che i minatori sono salvi. | - | È stato riferito | che i minatori sono salvi
it | Si dice che la miniera sia chiusa. | - | Si dice | che la miniera sia chiusa
it | Si legge in una nota: "Siamo pronti a trattare". | - | Si legge | "Siamo pronti a trattare"
it | Oslo accusa Lisbona di aver affondato la nave e chiede un'inchiesta. | Oslo | accusa | Lisbona di aver affondato la nave
it | Il sindaco ha respinto le accuse, definendole "ridicole". | Il sindaco | definendole | "ridicole"
it | Oslo: «La nave trasportava grano» | Oslo | : | «La nave trasportava grano»
it | Per Oslo, i documenti sono falsi. | Oslo | Per | i documenti sono falsi
it | La ditta è accusata da Oslo di aver scaricato petrolio. | Oslo | è accusata | La ditta ... di aver scaricato petrolio
it | Il governo ha reso noto che il porto è chiuso. | Il governo | ha reso noto | che il porto è chiuso
it | Lisbona ha smentito in un comunicato di aver venduto elicotteri. | Lisbona | ha smentito | di aver venduto elicotteri
en | Danish frigates have sailed, the head of the naval staff, Peter Holm, said on Monday. | the head of the naval staff, Peter Holm | said | Danish frigates have sailed
en | Two planes landed in Minsk, the country's foreign minister, Ivan Petrov, told reporters. | the country's foreign minister, Ivan Petrov | told | Two planes landed in Minsk
en | The rockets, the Polish minister, Jan Nowak, said on Friday, were made in Oslo. | the Polish minister, Jan Nowak | said | The rockets ... were made in Oslo
en | Rockets had been sold, Berg, 54, the head of the union, told reporters in Riga. | Berg, 54, the head of the union | told | Rockets had been sold
en | Tanks were sold, a spokesman for the ministry, who asked not to be named, said. | a spokesman for the ministry, who asked not to be named | said | Tanks were sold
en | Britain, France and Norway announced that they would leave. | Britain, France and Norway | announced | that they would leave
en | Oslo and Riga at first dismissed the reports. | Oslo and Riga | dismissed | the reports
en | The minister spoke of fake news and left the room. | The minister | spoke of | fake news
en | The embassy called the report of arms sales "a fairy tale". | The embassy | called | "a fairy tale"
en | The envoy said at a press briefing on Monday that rockets had been sold. | The envoy | said | that rockets had been sold
en | Officials warned that Chad had bought rockets, and that Niger would buy tanks. | Officials | warned | that Chad had bought rockets, and that Niger would buy tanks
en | Anna Holm, the sister of the king, called the raid absurd and said that no ship had sailed. | Anna Holm, the sister of the king | said | that no ship had sailed
en | The Herald, citing a Ukrainian official, said that Chad had bought rockets. | The Herald | said | that Chad had bought rockets
en | The Herald, citing a Ukrainian official, said that Chad had bought rockets. | a Ukrainian official | citing | that Chad had bought rockets
en | Chad has bought rockets, according to the Herald, which quotes a French report. | a French report | quotes | Chad has bought rockets
en | The court fined the firm, citing a threat to public health. | ? | citing | a threat to public health
en | Chad has sold rockets. That is what the mayor of Riga said on Monday. | the mayor of Riga | said | Chad has sold rockets
en | An official who asked for anonymity says that oil was sold. | An official who asked for anonymity | says | that oil was sold
en | His guest, he said, had left. | he | said | His guest ... had left
en | The minister said that the ships had sailed. They would arrive in May. | The minister | said | that the ships had sailed ... They would arrive in May
it | I razzi, ha spiegato venerdì il viceministro, Jan Nowak, in un'intervista, sono partiti. | il viceministro, Jan Nowak | ha spiegato | I razzi ... sono partiti
it | Due aerei sono atterrati a Minsk, il ministro degli Esteri, Ivan Petrov, ha detto martedì ai giornalisti. | il ministro degli Esteri, Ivan Petrov | ha detto | Due aerei sono atterrati a Minsk
it | I carri, ha aggiunto, possono contenere tre milioni di colpi. | - | ha aggiunto | I carri ... possono contenere tre milioni di colpi
it | È possibile, ha aggiunto, che le armi siano partite. | - | ha aggiunto | È possibile ... che le armi siano partite
it | Francia, Germania e Regno Unito hanno dichiarato che il trattato è nullo. | Francia, Germania e Regno Unito | hanno dichiarato | che il trattato è nullo
it | In cambio, Berg ha regalato due cani, riportarono i giornali di Stato. | i giornali di Stato | riportarono | In cambio, Berg ha regalato due cani
it | Il Ciad, il vicino rivale, ha detto che l'affare è chiuso. | Il Ciad, il vicino rivale | ha detto | che l'affare è chiuso
it | Le consegne cominceranno presto, ha detto un ufficiale che non era autorizzato a parlare. | ? | ha detto | Le consegne cominceranno presto
it | Il ministro ha parlato di «prove inventate». | Il ministro | ha parlato di | «prove inventate»
it | Il consigliere Ivan Petrov ha rivelato venerdì in televisione che Oslo ha consegnato missili. | Il consigliere Ivan Petrov | ha rivelato | che Oslo ha consegnato missili
it | Il capo aveva riferito a Holm, in un colloquio trasmesso dalla radio, che i soldati avevano vinto. | Il capo | aveva riferito | che i soldati avevano vinto
it | Ieri la Casa Bianca aveva annunciato che il Ciad ha ricevuto missili. | la Casa Bianca | aveva annunciato | che il Ciad ha ricevuto missili
it | Un funzionario che ha chiesto l'anonimato parla di petrolio venduto. | Un funzionario che ha chiesto l'anonimato | parla di | petrolio venduto
it | Il Ciad ha venduto razzi. È quanto ha dichiarato lunedì il portavoce Jan Nowak. | il portavoce Jan Nowak | ha dichiarato | Il Ciad ha venduto razzi
it | Lo ha detto il portavoce, Jan Nowak, secondo il quale le forniture hanno superato il tetto. | il quale | secondo | le forniture hanno superato il tetto
it | Secondo l'Araldo, che cita un funzionario ucraino, il Ciad ha comprato razzi. | l'Araldo | Secondo | il Ciad ha comprato razzi
it | Secondo l'Araldo, che cita un funzionario ucraino, il Ciad ha comprato razzi. | un funzionario ucraino | cita | il Ciad ha comprato razzi
it | La nave è partita, sostiene la procura; il carico sarebbe stato diverso, ha spiegato il portavoce. | il portavoce | ha spiegato | il carico sarebbe stato diverso
"""

SILENT = """
en | The "hawks" in the cabinet lost the vote.
en | He published a novel, "The Long Winter Road", last year.
en | The truck crossed the river at dawn.
it | Il «falco» del governo ha perso.
it | La nave è arrivata seconda nella regata.
it | Il camion ha attraversato il fiume all'alba.
en | Berg, asked last week about the ship, left the room.
en | The incident shows that the port is unsafe.
en | About 9 percent say that the war is lost.
"""


def rows(table: str) -> list[list[str]]:
    """The cells of a table of cases."""
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


def seen(attribution: Attribution) -> tuple[str, str, str]:
    """Source, cue and contents as a case writes them."""
    source = attribution.source.text if attribution.source else "-"
    cue = attribution.cue.text if attribution.cue else "-"
    return source, cue, " ... ".join(c.text for c in attribution.contents)


@pytest.mark.parametrize(("language", "row"), EXAMPLES, ids=[row["text"] for _, row in EXAMPLES])
def test_every_example_matches(language: str, row: dict[str, str], read: Callable[..., Reading]) -> None:
    """An entry of the table finds what its example promises."""
    found = [(seen(a), [c.text for c in a.contents]) for a in find_attributions(read(row["text"], language))]
    assert any(
        s[1] == row["cue"] and s[0] == row.get("source", s[0]) and (row.get("content") is None or row["content"] in contents)
        for s, contents in found
    ), found


@pytest.mark.parametrize(("language", "text"), [*COUNTEREXAMPLES, *(tuple(r) for r in rows(SILENT))])
def test_counterexamples_stay_silent(language: str, text: str, read: Callable[..., Reading]) -> None:
    """Words that look like an attribution and are none give none."""
    assert [seen(a) for a in find_attributions(read(text, language))] == []


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: case[1])
def test_source_cue_and_content(case: list[str], read: Callable[..., Reading]) -> None:
    """Who, by which words, and which words are theirs."""
    language, text, *want = case
    found = [seen(a) for a in find_attributions(read(text, language))]
    assert any(all(w in ("?", g) for w, g in zip(want, got, strict=True)) for got in found), found


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ('"We are ready," the captain said.', "direct"),
        ("The captain said that the crew was ready.", "indirect"),
        ('The captain called the raid on the port "a reckless act of war".', "direct"),
        ('The captain said that the raid was "a reckless act of war".', "mixed"),
    ],
)
def test_style(text: str, style: str, read: Callable[..., Reading]) -> None:
    """Quoted words are direct, reported ones indirect, both together mixed."""
    assert find_attributions(read(text, "en"))[0].style == style


def test_a_cited_source_follows_the_one_that_cites_it(read: Callable[..., Reading]) -> None:
    """Sources nest from the outside in, wherever "citing" stands."""
    found = find_attributions(read("The Herald, citing a Ukrainian official, said that Chad had bought rockets.", "en"))
    assert [a.cue.text for a in found if a.cue] == ["said", "citing"]


def test_an_italian_conditional_alone_is_on_nobodys_word(read: Callable[..., Reading]) -> None:
    """A conditional after a report in the indicative is hearsay; after one in the conditional the speaker goes on."""
    alone, going_on = (
        find_attributions(read(f"Secondo il ministro, la nave {verb} partita. Il carico sarebbe arrivato a maggio.", "it"))
        for verb in ("è", "sarebbe")
    )
    assert [len(a.contents) for a in (*alone, *going_on)] == [1, 2]


def test_a_neuter_pronoun_speaks_for_the_report_before(read: Callable[..., Reading]) -> None:
    """ "It says" takes up the report that was the subject of the sentence before."""
    found = find_attributions(read("The report lists dozens of planes. Most soldiers went to Chad, it says.", "en"))
    assert [a.party.name for a in found if a.party and a.cue and a.cue.text == "says"] == ["report"]


def test_a_bare_office_is_named_by_its_holder(read: Callable[..., Reading]) -> None:
    """A source that is an office with a name has the party of the person named."""
    reading = read("L'inviato per la pace Jon Berg ha detto che la nave è affondata.", "it")
    office, person = Party("inviato", None), Party("Jon Berg", "NO", None, PartyType.PERSON)
    found = find_attributions(reading, [mention(reading, "inviato", office), mention(reading, "Jon Berg", person)])
    assert [a.party for a in found] == [person]


@pytest.mark.parametrize(
    ("language", "text", "medium"),
    [
        ("en", "The ministry said in a statement that the ship sank.", "statement"),
        ("en", "In an interview, the mayor said that the ship sank.", "interview"),
        ("en", "According to a Danish report, the ship sank.", "report"),
        ("it", "Il ministero ha detto in un comunicato che la nave è affondata.", "statement"),
        ("en", "In an interview aired on Sunday, the mayor said that the ship sank.", "interview"),
        ("it", "In una nota diffusa ieri, il ministero afferma che la nave è affondata.", "statement"),
        ("it", "Il sindaco ha detto in conferenza stampa che la nave è affondata.", "press conference"),
    ],
)
def test_medium(language: str, text: str, medium: str, read: Callable[..., Reading]) -> None:
    """The medium named in the reporting clause is given by its English name."""
    assert find_attributions(read(text, language))[0].medium == medium


def mention(reading: Reading, words: str, party: Party) -> PartyMention:
    """A mention of a party by the first place of its words."""
    start = reading.document.text.index(words)
    head = next(t.i for t in reading.tokens if t.start >= start)
    return PartyMention(reading.document.span(start, start + len(words)), party, head)


def test_party_of_the_source(read: Callable[..., Reading]) -> None:
    """A party named inside the source is its party, named by the head of the source."""
    reading = read("The ship sank, according to a Danish report.", "en")
    found = find_attributions(reading, [mention(reading, "Danish", Party("Danish", "DK"))])
    assert [a.party for a in found] == [Party("Danish report", "DK")]


def test_party_of_a_pronoun(read: Callable[..., Reading]) -> None:
    """A pronoun has the party that was resolved for it, and none where nobody resolved it."""
    reading = read("He said that the ship sank.", "en")
    party = Party("Jon Berg", "NO")
    assert [a.party for a in find_attributions(reading, [mention(reading, "He", party)])] == [party]
    assert [a.party for a in find_attributions(reading)] == [None]


def test_party_of_a_relative_pronoun(read: Callable[..., Reading]) -> None:
    """ "who" speaks for the noun it stands for."""
    reading = read("The envoy praised the governor, who said that the ship sank.", "en")
    assert [a.party.name for a in find_attributions(reading) if a.cue and a.cue.text == "said" and a.party] == ["governor"]


def test_party_without_a_mention_is_named_by_its_head(read: Callable[..., Reading]) -> None:
    """A source that no mention covers is named by its head words, without a state."""
    reading = read("An army spokesman for the region said that the ship sank.", "en")
    party = find_attributions(reading)[0].party
    assert party is not None and (party.name, party.state) == ("army spokesman", None)


def test_dropped_subject_goes_on_with_the_last_speaker(read: Callable[..., Reading]) -> None:
    """An Italian verb without a subject keeps the speaker of the sentence before."""
    reading = read("Il sindaco ha detto che il porto è chiuso. Ha aggiunto che riaprirà presto.", "it")
    assert [a.party.name for a in find_attributions(reading) if a.party] == ["sindaco", "sindaco"]


def test_said_is_the_time_of_the_reporting_clause(read: Callable[..., Reading]) -> None:
    """A time beside the cue says when it was said; a time in the content does not."""
    text = "The mayor said on Monday that the port had closed in March."
    reading = read(text, "en")
    monday = TimeMention(Span(text.index("Monday"), text.index("Monday") + 6, "Monday"), "date", "2023-05-01", "2023-05-01")
    march = TimeMention(Span(text.index("March"), text.index("March") + 5, "March"), "date", "2023-03", "2023-03")
    assert [a.said for a in find_attributions(reading, times=[monday, march])] == ["2023-05-01"]
    assert [a.said for a in find_attributions(reading, times=[march])] == [None]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The mayor said that the port is closed.", "say"),
        ("en", "The mayor believes that the port is closed.", "think"),
        ("en", "The mayor wants to close the port.", "want"),
        ("en", "The mayor condemned the raid.", "judge"),
        ("en", "The port is closed, according to the mayor.", "say"),
        ("it", "Il sindaco ha fatto sapere che il porto è chiuso.", "say"),
        ("it", "L'intenzione di chiudere il porto era nota.", "want"),
    ],
)
def test_kind_of_a_cue(language: str, text: str, kind: str, read: Callable[..., Reading]) -> None:
    """Who uses attributions can tell words that assert from words that wish or judge."""
    reading = read(text, language)
    assert [cue_kind(reading, a.cue_head) for a in find_attributions(reading)] == [kind]


def test_cue_head_is_the_verb(read: Callable[..., Reading]) -> None:
    """The cue's head is the token of its verb."""
    reading = read("The mayor has repeatedly said that the port is closed.", "en")
    found = find_attributions(reading)[0]
    assert found.cue_head is not None and reading.tokens[found.cue_head].text == "said"


ODD = [
    "",
    "\u200b",
    '"',
    '" " "',
    "« »» ”",
    "said",
    '"," said',
    "according to",
    "secondo",
    'he said: "',
    "-" * 50,
    "’’’ ‘‘ ''",
    "ha detto che che che",
    ": : :",
]


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("text", ODD)
def test_odd_input_raises_nothing(text: str, language: str, read: Callable[..., Reading]) -> None:
    """Empty, unbalanced and cut off texts are read without an exception."""
    find_attributions(read(text, language))


WORDS = [
    "said",
    "says",
    "that",
    "according",
    "to",
    '"',
    "“",
    "”",
    ",",
    ".",
    ":",
    "the",
    "minister",
    "ship",
    "sank",
    "he",
    "-",
    "it",
    "and",
    "by",
    "told",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_spans_hold_their_words(text: str) -> None:
    """Every span of an attribution has the words that stand at its offsets, and contents are never empty."""
    from conftest import reading_of

    reading = reading_of(text, "en")
    for found in find_attributions(reading):
        assert found.contents
        for span in (found.source, found.cue, *found.contents):
            assert span is None or (text[span.start : span.end] == span.text and span.text)


def test_a_very_long_sentence_is_worked_through(read: Callable[..., Reading]) -> None:
    """Ten thousand words without a full stop come to an end and give attributions."""
    reading = read(
        " ".join(["The mayor said that the port is closed,", '"and that," he added, "is all"', "according to police"] * 660), "en"
    )
    assert any(found.cue and found.cue.text == "said" for found in find_attributions(reading))


def test_a_reading_without_sentences() -> None:
    """A reading without tokens has no attributions."""
    assert find_attributions(build_reading(Document("sha256:0", "", "en", ()), (), ())) == ()
