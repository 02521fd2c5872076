"""Parties: names, titles, phrases and the discourse, in English and Italian."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import pairwise

import pytest

from riscontro.extract.parties import PartyIndex, find_parties
from riscontro.extract.parties.gazetteer import pieces
from riscontro.model import Block, BlockKind, Document, PartyMention, PartyType, Reading
from riscontro.read import Pipeline

DAY = "2024-06-19"


@cache
def pipeline(language: str) -> Pipeline:
    """The pipeline of a language, loaded once."""
    return Pipeline(language)


@cache
def reading(text: str, language: str, published: str | None = DAY) -> Reading:
    """The reading of a text as one block."""
    ident = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    probe = Document(ident, text, language, (), None, published)
    blocks = (Block(BlockKind.BODY, probe.span(0, len(text))),) if text else ()
    return pipeline(language).read(Document(ident, text, language, blocks, None, published))


def mentions(text: str, language: str, published: str | None = DAY) -> tuple[PartyMention, ...]:
    """The parties of a text."""
    return find_parties(reading(text, language, published))


NAMED = [
    ("en", "Washington warned Pyongyang.", {"Washington": "US", "Pyongyang": "KP"}),
    ("en", "The Kremlin thanked the White House and Downing Street.", {"Kremlin": "RU", "White House": "US", "Downing Street": "GB"}),
    ("en", "Russian forces shelled Kharkiv.", {"Russian forces": "RU", "Kharkiv": "UA"}),
    ("en", "U.S. officials met the Israeli army chief.", {"U.S. officials": "US", "Israeli army chief": "IL"}),
    ("en", "A spokesman for Iran's Foreign Ministry declined to comment.", {"spokesman for Iran's Foreign Ministry": "IR"}),
    ("en", "The DPRK fired two rockets toward Burma.", {"DPRK": "KP", "Burma": "MM"}),
    ("en", "The U.N. Security Council met on Monday.", {"U.N. Security Council": "UNSC"}),
    ("en", "The IAEA said NATO and the EU were informed.", {"IAEA": "IAEA", "NATO": "NATO", "EU": "EU"}),
    ("en", "The West sent tanks.", {"West": "WEST"}),
    ("en", "The NIS briefed lawmakers.", {"NIS": "KR"}),
    (
        "en",
        "The Economic Community of West African States met the SADC.",
        {"Economic Community of West African States": "ECOWAS", "SADC": "SADC"},
    ),
    ("en", "The Rapid Support Forces took Nyala.", {"Rapid Support Forces": "RSF"}),
    ("en", "The government in Tripoli asked for tanks.", {"government in Tripoli": "LY"}),
    ("en", "The Kenyan and Ugandan armed forces agreed.", {"Kenyan and Ugandan armed forces": "KE"}),
    ("en", "Chinese, Thai, and Lao officials met.", {"Chinese, Thai, and Lao officials": "TH"}),
    ("en", "Chad's military denied it.", {"Chad's military": "TD"}),
    ("en", "Western countries sent tanks.", {"Western countries": "WEST"}),
    ("en", "Foreign Minister Sergey Lavrov flew to Cairo.", {"Foreign Minister Sergey Lavrov": "RU"}),
    ("en", "Finnish Prime Minister Aino Lahtinen arrived.", {"Finnish Prime Minister Aino Lahtinen": "FI"}),
    ("en", "Secretary-General Ban Ki-moon spoke.", {"Secretary-General Ban Ki-moon": "UN"}),
    ("it", "Mosca ha avvertito Seul.", {"Mosca": "RU", "Seul": "KR"}),
    ("it", "La Farnesina ha convocato l'ambasciatore russo.", {"Farnesina": "IT", "ambasciatore russo": "RU"}),
    ("it", "Il Cremlino e la Casa Bianca tacciono.", {"Cremlino": "RU", "Casa Bianca": "US"}),
    ("it", "Le forze russe hanno bombardato Kharkiv.", {"forze russe": "RU", "Kharkiv": "UA"}),
    ("it", "Nord Korea ha inviato munizioni.", {"Nord Korea": "KP"}),
    ("it", "Le autorità nord-coreane tacciono.", {"autorità nord-coreane": "KP"}),
    ("it", "Lo Stato ebraico ha attaccato la Striscia di Gaza.", {"Stato ebraico": "IL", "Striscia di Gaza": "PS"}),
    ("it", "Il Consiglio di Sicurezza dell'Onu si riunisce.", {"Consiglio di Sicurezza dell'Onu": "UNSC"}),
    ("it", "L'Occidente protesta.", {"Occidente": "WEST"}),
    ("it", "Il NIS ha informato i deputati.", {"NIS": "KR"}),
    (
        "it",
        "La Comunità economica degli Stati dell'Africa occidentale media.",
        {"Comunità economica degli Stati dell'Africa occidentale": "ECOWAS"},
    ),
    ("it", "Le Forze di supporto rapido avanzano.", {"Forze di supporto rapido": "RSF"}),
    ("it", "Il governo a Tripoli chiede carri armati.", {"governo a Tripoli": "LY"}),
    ("it", "Funzionari cinesi, laotiani e kenioti si sono visti.", {"Funzionari cinesi, laotiani e kenioti": "LA"}),
    ("it", "Gli esperti dell'Onu accusano il Ciad.", {"esperti dell'Onu": "UN"}),
    ("it", "Un funzionario statunitense ha parlato ieri.", {"funzionario statunitense": "US"}),
    (
        "it",
        "Il portavoce del ministero della Difesa turco ha smentito.",
        {"portavoce del ministero della Difesa turco": "TR", "ministero della Difesa turco": "TR"},
    ),
    ("it", "Il segretario generale della Nato è a Kiev.", {"segretario generale della Nato": "NATO"}),
]


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_names_and_phrases_are_resolved(language: str, text: str, expected: dict[str, str]) -> None:
    """Names, adjectives with their noun and titles stand for their state or body."""
    found = mentions(text, language)
    for words, code in expected.items():
        rows = [m.party for m in found if m.span.text == words]
        assert rows, f"no mention {words!r} in {[m.span.text for m in found]}"
        assert code in {p.state for p in rows} | {p.id for p in rows}


MUTE = [
    ("en", "Syrian rebels seized a village.", "Syrian rebels"),
    ("en", "Iranian-backed militias attacked.", "militias"),
    ("en", "Former Israeli prime minister Ehud Olmert spoke.", "Former Israeli prime minister Ehud Olmert"),
    ("en", "Analysts doubt it.", "Analysts"),
    ("en", "Sen. Paul Wexler opposed the bill.", "Paul Wexler"),
    ("en", "The Soviet Union collapsed.", "Soviet Union"),
    ("en", "Hamas fired rockets.", "Hamas"),
    ("it", "I ribelli siriani avanzano.", "ribelli siriani"),
    ("it", "Gli analisti sono scettici.", "analisti"),
    ("it", "L'ex premier israeliano Ehud Olmert ha parlato.", "ex premier israeliano Ehud Olmert"),
    ("it", "L'Unione Sovietica è finita.", "Unione Sovietica"),
    ("it", "L'Unione Africana ha votato.", "Unione Africana"),
]


@pytest.mark.parametrize(("language", "text", "words"), MUTE)
def test_who_speaks_for_no_state_keeps_the_name_alone(language: str, text: str, words: str) -> None:
    """Rebels, analysts, lawmakers, former officials and states that are no more carry no state."""
    rows = [m for m in mentions(text, language) if words.startswith(m.span.text) or m.span.text == words]
    assert rows
    assert all(m.party.state is None for m in rows)


NOTHING = [
    ("en", "Tell us who was polite; he polished china and ate turkey.", {"US", "PL", "CN", "TR"}),
    ("en", "It rained in western Ukraine.", {"WEST"}),
    ("en", "WINDHOEK, Nov. 3 (Reuters) - It rained.", {"NA"}),
    ("it", "WINDHOEK, 3 novembre (Agenzia Aurora) - Piove.", {"NA"}),
    ("it", "I mali del mondo usano la porta, nato o no, e la riga è lunga.", {"ML", "US", "NATO", "LV"}),
    ("it", "Piove nell'Ucraina occidentale.", {"WEST"}),
    ("it", "Il governo filorusso è caduto.", {"RU"}),
]


@pytest.mark.parametrize(("language", "text", "codes"), NOTHING)
def test_common_words_are_no_parties(language: str, text: str, codes: set[str]) -> None:
    """Words that only look like names name nobody."""
    found = mentions(text, language)
    assert not codes & ({m.party.state for m in found} | {m.party.id for m in found})


RESOLVED = [
    ("en", "Turkey's president spoke. He condemned Syria.", "He", {"TR"}),
    ("en", "Moscow denied that it had sent drones.", "it", {"RU"}),
    ("en", "Iran and Oman signed a pact. They also freed prisoners.", "They", {"IR", "OM"}),
    ("en", "Putin flew to Hanoi to meet To Lam of Vietnam. The two leaders signed a deal.", "leaders", {"RU", "VN"}),
    ("en", "Egypt told Sudan to stop. The two countries share the Nile.", "countries", {"EG", "SD"}),
    ("en", "The Security Council, which met Monday, voted.", "which", {"UNSC"}),
    ("en", "India tested a missile. The country plans more tests.", "country", {"IN"}),
    ("en", '"We will not bow," Iranian President Ebrahim Raisi said.', "We", {"IR"}),
    ("en", "South Korea said the North fired a missile.", "North", {"KP"}),
    ("en", "Japan urged China to withdraw its ships.", "its", {"CN"}),
    ("en", "Hamas fired rockets. The group warned Israel.", "group", {"Hamas"}),
    ("en", "The RSF fought on. The rebels want talks.", "rebels", {"RSF"}),
    ("en", "The foreign ministers of Chad, Niger and Mali spoke. The Ministers met in Singapore.", "Ministers", {"TD", "NE", "ML"}),
    ("en", "The foreign ministers of Chad, Niger and Mali met in Singapore. They condemned the coup.", "They", {"TD", "NE", "ML"}),
    ("en", "Chad expelled Niger's consul. Peru and Cuba urged both countries to talk.", "countries", {"TD", "NE"}),
    ("en", "Seoul objects. Fuel went to the North by ship.", "North", {"KP"}),
    ("en", "Mali turned to Russia. France left, and the junta thanked Moscow.", "junta", {"ML"}),
    ("en", "Chad closed the border. The military government gave no reason.", "military government", {"TD"}),
    ("en", "Kenya signed. The president praised the accord.", "president", {"KE"}),
    ("en", "Qatar hosts the talks. Biden called the emir.", "emir", {"QA"}),
    ("en", "A panel of experts told the United Nations. The panel named Chad.", "panel", {"UN"}),
    ("en", "U.S. Central Command saw it. The command named two ships.", "command", {"US"}),
    ("en", 'A spokesman for Chad\'s army denied it. "We have sold nothing."', "We", {"TD"}),
    ("en", '"Niger lies," Chad\'s president said. "We never agreed."', "We", {"TD"}),
    (
        "it",
        "I ministri degli Esteri di Ciad, Niger e Mali hanno parlato. I ministri si sono visti a Singapore.",
        "ministri",
        {"TD", "NE", "ML"},
    ),
    ("it", "Seul protesta. Il carburante è arrivato nel Nord.", "Nord", {"KP"}),
    ("it", "Seul protesta. Le armi partono dal Nord.", "Nord", {"KP"}),
    ("it", "Il Mali ha scelto la Russia. Partita la Francia, la giunta ha ringraziato Mosca.", "giunta", {"ML"}),
    ("it", "Il Qatar media. Biden ha telefonato all'emiro.", "emiro", {"QA"}),
    ("it", "L'esercito sudanese e le Rsf si sono visti. Le parti hanno firmato.", "parti", {"SD", "RSF"}),
    ("it", "Un portavoce dell'esercito ciadiano ha smentito. «Non abbiamo venduto nulla.»", "venduto", {"TD"}),
    ("it", "Il gruppo di esperti delle Nazioni Unite indaga. Il gruppo accusa il Ciad.", "gruppo", {"UN"}),
    ("it", "Il ministro turco è a Baku. Ha chiesto aiuti.", "chiesto", {"TR"}),
    ("it", "Mosca ha smentito di aver ricevuto armi per le sue truppe.", "sue", {"RU"}),
    ("it", "Roma e Parigi hanno trattato. Entrambe le capitali vogliono un accordo.", "capitali", {"IT", "FR"}),
    ("it", "L'Egitto ha avvertito il Sudan. I due Paesi trattano.", "Paesi", {"EG", "SD"}),
    ("it", "La Cina, che ha votato contro, protesta.", "che", {"CN"}),
    ("it", "«Non cederemo», ha detto il presidente iraniano Ebrahim Raisi.", "cederemo", {"IR"}),
    ("it", "Seul accusa il Nord.", "Nord", {"KP"}),
    ("it", "L'India ha provato un missile. Il Paese ne prepara altri.", "Paese", {"IN"}),
]


@pytest.mark.parametrize(("language", "text", "words", "codes"), RESOLVED)
def test_the_discourse_says_who_is_meant(language: str, text: str, words: str, codes: set[str]) -> None:
    """Pronouns, dropped subjects and definite descriptions are resolved, one mention a party, and say so."""
    rows = [m for m in mentions(text, language) if m.span.text in (words, f"two {words}")]
    assert {m.party.state or m.party.id for m in rows} == codes
    assert all(m.coreference for m in rows)


UNRESOLVED = [
    ("en", "It is likely that Russia will win. It rained.", "It"),
    ("en", "The Pentagon said Tehran had shipped drones, but the Kremlin denied it.", "it"),
    ("it", "Sembra che la Russia vinca.", "Sembra"),
    (
        "en",
        "The Pentagon put the number of ships at ten. It was the National Intelligence Service in Seoul that first raised the alarm.",
        "It",
    ),
    ("en", "It bought fighter jets and F-16 fighters.", "fighters"),
    ("en", "The sanctions regime held in Chad.", "regime"),
    ("it", "L'Italia ha donato due motovedette al Kenya.", "motovedette"),
    ("it", "Le fabbriche russe vanno a pieno regime.", "regime"),
]


@pytest.mark.parametrize(("language", "text", "words"), UNRESOLVED)
def test_fillers_stay_unresolved(language: str, text: str, words: str) -> None:
    """A pronoun or verb that stands for nobody is left alone."""
    assert not [m for m in mentions(text, language) if m.span.text == words]


NAMES = [
    ("en", "Twenty-nine lawmakers wrote.", "lawmakers"),
    ("en", "The five captains were punished.", "captains"),
    ("en", "A group of 29 lawmakers wrote.", "lawmakers"),
    ("it", "I cinque capitani sono stati puniti.", "capitani"),
    ("it", "Un gruppo di trenta deputati ha scritto.", "deputati"),
]


@pytest.mark.parametrize(("language", "text", "name"), NAMES)
def test_numerals_and_groups_are_no_part_of_a_name(language: str, text: str, name: str) -> None:
    """However many they are, the party is who they are."""
    assert {m.party.name for m in mentions(text, language)} == {name}


NORTHS = [("en", "Seoul saw rain in the North of France."), ("it", "Piove nel Nord del Kenya, dice Seul."), ("it", "Piove nel Nord.")]


@pytest.mark.parametrize(("language", "text"), NORTHS)
def test_the_north_of_something_is_no_state(language: str, text: str) -> None:
    """What lies in the north of a place, or in a text without Korea, is not North Korea."""
    assert "KP" not in {m.party.state for m in mentions(text, language)}


PERSONS = [
    ("en", "Iran sent a letter. Its ambassador to the United Nations, Reza Karim, denied it. Karim left.", "Karim", "IR"),
    ("en", "Berlin will send guns, Defence Minister Anna Weber said. Weber smiled.", "Weber", "DE"),
    ("en", "South Korean minister Ahn Dae-sung spoke. Ahn then left.", "Ahn", "KR"),
    ("it", "Il ministro sudcoreano Ahn Dae-sung ha parlato. Ahn non esclude un attacco.", "Ahn", "KR"),
]


@pytest.mark.parametrize(("language", "text", "words", "state"), PERSONS)
def test_persons_keep_the_state_of_their_title(language: str, text: str, words: str, state: str) -> None:
    """A possessive or bare title, and a family name that stands first, still tell the state of later mentions."""
    assert [m.party.state for m in mentions(text, language) if m.span.text == words] == [state]


def statement(text: str, language: str) -> tuple[PartyMention, ...]:
    """The parties of a text of several paragraphs."""
    ident = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    probe = Document(ident, text, language, (), None, DAY)
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text) + 1]
    blocks = tuple(Block(BlockKind.BODY, probe.span(a, b - 1)) for a, b in pairwise(starts))
    return find_parties(pipeline(language).read(Document(ident, text, language, blocks, None, DAY)))


STATEMENTS = [
    (
        "en",
        "JOINT STATEMENT OF THE DEFENCE MINISTERS OF CHAD AND MALI\n1. The Ministers met.\n2. Niger thanked Togo.\n3. They regretted the coup.",
        "They",
        {"TD", "ML"},
    ),
    ("it", "COMUNICATO STAMPA\nIl Ministro ha visto alla Farnesina il suo omologo libico.\nIl Ministro andrà a Malta.", "Ministro", {"IT"}),
]


@pytest.mark.parametrize(("language", "text", "words", "codes"), STATEMENTS)
def test_official_texts_speak_for_their_authors(language: str, text: str, words: str, codes: set[str]) -> None:
    """In a statement the bare office, and "they" at the head of a paragraph, are those who issued it."""
    assert {m.party.state for m in statement(text, language) if m.span.text == words} == codes


@pytest.mark.parametrize(("published", "state"), [("2010-05-01", "US"), ("2024-06-19", None), ("2016", "US"), (None, "US")])
def test_leaders_speak_for_their_state_while_in_office(published: str | None, state: str | None) -> None:
    """Out of office a leader keeps the name and loses the state; an unknown day counts as in office."""
    (mention,) = [m for m in mentions("Obama criticized the plan.", "en", published) if m.span.text == "Obama"]
    assert mention.party.state == state
    assert mention.party.id == "Barack Obama"


def test_a_surname_is_the_person_with_the_title() -> None:
    """A later surname is resolved through the title that the full name bore, before or after it."""
    found = mentions("Lahtinen denied it. Finnish Prime Minister Aino Lahtinen is to fly home. Lahtinen will talk.", "en")
    assert {m.party.state for m in found if m.span.text.endswith("Lahtinen")} == {"FI"}


def test_coordinated_adjectives_give_one_party_each() -> None:
    """Two nationalities before one noun are two parties on one span."""
    assert {m.party.state for m in mentions("Russian and Chinese officials met.", "en") if "officials" in m.span.text} == {"RU", "CN"}


def test_a_capital_after_in_is_a_place() -> None:
    """A capital acts for the government; after "in" it is where."""
    found = mentions("Moscow protested. The meeting took place in Moscow.", "en")
    assert [m.party.type for m in found if m.span.text == "Moscow"] == [PartyType.GOVERNMENT, PartyType.PLACE]


ODD = [
    "",
    "   ",
    '"""',
    "« « “",
    "Il " * 5000,
    "Russia and " * 2000,
    "\U0001f600\u200b Mosca\u00ad \ufeff",
    "'s 's 's",
    "- - -",
    "di di di del",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("language", ["en", "it"])
def test_odd_texts_are_read(language: str, text: str) -> None:
    """Nothing odd raises, and every span holds its own words."""
    for mention in mentions(text, language):
        assert text[mention.span.start : mention.span.end] == mention.span.text


def test_the_index_finds_mentions_by_head_and_by_cover() -> None:
    """A token inside a span that heads no mention gives the smallest mention around it."""
    read = reading("South Korean officials met.", "en")
    index = PartyIndex(read, find_parties(read))
    (mention,) = index.at(2)
    assert mention.party.state == "KR"
    assert index.at(0) == (mention,)
    assert index.at(3) == ()
    assert index.within(0, 3) == (mention,)


def test_names_are_split_as_tokens_are() -> None:
    """Dots and hyphens fall away, the case of each word is kept."""
    assert pieces("U.S.-led") == (("us", 2), ("led", 0))
