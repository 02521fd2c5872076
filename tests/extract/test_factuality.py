"""Factuality of predicates: what each table entry promises, and cases beyond the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from riscontro import languages
from riscontro.extract.factuality import judge, judge_predicates
from riscontro.model import BlockKind, Document, Predicate, Reading

FIELDS = ("polarity", "certainty", "tense")


def examples(node: Any) -> Iterator[dict[str, str]]:
    """Every example and counterexample below a node of the table."""
    if isinstance(node, dict):
        if "text" in node and "word" in node:
            yield node
        else:
            for value in node.values():
                yield from examples(value)
    elif isinstance(node, list):
        for value in node:
            yield from examples(value)


PROMISED = [(lang, row) for lang in languages.LANGUAGES for row in examples(languages.table(lang, "factuality"))]

# language | words | predicate (its last occurrence) | polarity, certainty, tense; "-" where the case does not say
CASES = """
en | The kingdom has never exported missiles. | exported | denied certain past
en | Neither army fired on the village. | fired | denied certain past
en | The agency has not yet received the samples. | received | denied certain -
en | The general refused to hand over the prisoners. | hand | denied certain past
en | The envoy said his country will not recognise the junta. | recognise | denied certain future
en | The ministry denied reports that it had sold helicopters to the rebels. | sold | denied certain past
en | The spokesman denied that any sale might take place. | take | denied certain -
en | He did not deny that the guns had been delivered. | delivered | affirmed unspecified past
en | The islanders may have sheltered the crew. | sheltered | affirmed possible past
en | The federation could supply the junta with fuel. | supply | affirmed possible future
en | The kingdom will deliver ten helicopters next year. | deliver | affirmed certain future
en | The chancellor said the union would lift the embargo. | lift | affirmed certain future
en | The chancellor said that the union might lift the embargo. | lift | affirmed possible future
en | If the rockets arrive, the rebels would attack the capital. | attack | affirmed possible future
en | Analysts say the plant is likely to have produced shells. | produced | affirmed probable past
en | The tanker reportedly unloaded diesel. | unloaded | affirmed possible past
en | Officials believe that the tanker unloaded diesel. | unloaded | affirmed probable past
en | The tanker appears to have unloaded diesel. | unloaded | affirmed probable past
en | The general hopes to buy submarines. | buy | affirmed possible future
en | The union plans to train the recruits. | train | affirmed probable future
en | The union agreed to train the recruits. | train | affirmed certain future
en | The president threatened to bomb the port. | bomb | affirmed possible future
en | It is unlikely that the regent will sign. | sign | affirmed unlikely future
en | There is no evidence that the shells were fired by the rebels. | fired | affirmed unlikely past
en | The ministry would not confirm that the jets had landed. | landed | affirmed unspecified past
en | The ministry declined to say whether the jets had landed. | landed | affirmed unspecified past
en | Has the regent bought the rifles? | bought | affirmed unspecified past
en | The rebels fired rockets made in the north. | made | affirmed certain past
en | The two ministers will meet on Monday. | meet | affirmed certain future
en | The two ministers are meeting tomorrow. | meeting | affirmed certain future
en | The brigade has been shelling the town for weeks. | shelling | affirmed certain present
en | The firm is accused of selling engines to the junta. | selling | affirmed possible -
en | The island continues to import coal. | import | affirmed certain present
en | The suspected sale of engines angered the union. | sale | affirmed probable past
en | The junta suspended the delivery of grain. | delivery | denied certain past
en | The crew left without unloading the crates. | unloading | denied certain past
en | The yard not only built the ship but also armed it. | built | affirmed certain past
en | The two crews almost collided. | collided | denied - past
it | Il regno non ha mai esportato missili. | esportato | denied certain past
it | Nessuno dei due eserciti ha sparato sul villaggio. | sparato | denied certain past
it | Il generale si è rifiutato di consegnare i prigionieri. | consegnare | denied certain past
it | L'inviato ha detto che il suo paese non riconoscerà la giunta. | riconoscerà | denied certain future
it | Il ministero ha smentito le notizie secondo cui avrebbe venduto elicotteri. | smentito | affirmed certain past
it | Il Cremlino nega di aver comprato proiettili. | comprato | denied certain past
it | L'isola potrebbe aver ospitato l'equipaggio. | ospitato | affirmed possible past
it | La federazione potrebbe fornire carburante alla giunta. | fornire | affirmed possible future
it | Il regno consegnerà dieci elicotteri. | consegnerà | affirmed certain future
it | Il cancelliere ha detto che l'unione avrebbe revocato l'embargo. | revocato | affirmed certain future
it | Secondo fonti militari, la petroliera avrebbe scaricato gasolio. | scaricato | affirmed possible past
it | La nave sarebbe stata costruita in un cantiere del nord. | costruita | affirmed possible past
it | La giunta starebbe preparando un attacco. | preparando | affirmed possible present
it | Gli abitanti avrebbero bisogno di medicine. | avrebbero | affirmed certain present
it | La delegazione dovrebbe partire domani. | partire | affirmed probable future
it | Sembra che la petroliera abbia scaricato gasolio. | scaricato | affirmed probable past
it | I funzionari ritengono che la petroliera abbia scaricato gasolio. | scaricato | affirmed probable past
it | Il generale spera di comprare sottomarini. | comprare | affirmed possible future
it | L'unione intende addestrare le reclute. | addestrare | affirmed probable future
it | L'unione ha accettato di addestrare le reclute. | addestrare | affirmed certain future
it | Il presidente ha minacciato di bombardare il porto. | bombardare | affirmed possible future
it | È improbabile che il reggente firmi. | firmi | affirmed unlikely -
it | Non ci sono prove che i ribelli abbiano lanciato le granate. | lanciato | affirmed unlikely past
it | Il ministero non ha voluto confermare che i caccia siano atterrati. | atterrati | affirmed unspecified past
it | Il reggente ha comprato fucili? | comprato | affirmed unspecified past
it | I ribelli hanno sparato razzi fabbricati nel nord. | fabbricati | affirmed certain past
it | L'isola continua a importare carbone. | importare | affirmed certain present
it | La presunta vendita di motori ha irritato l'unione. | vendita | affirmed possible past
it | La giunta ha sospeso la consegna del grano. | consegna | denied certain past
it | L'equipaggio è ripartito senza scaricare le casse. | scaricare | denied certain past
it | I due ministri si incontrano domani. | incontrano | affirmed certain future
it | La brigata bombardava la città da settimane. | bombardava | affirmed certain past
it | Gli aerei sono arrivati lunedì. | arrivati | affirmed certain past
it | La produzione crebbe dopo la guerra. | crebbe | affirmed certain past
en | Nobody in the cabinet approved the sale. | approved | denied certain past
en | The regent vowed never to negotiate with the rebels. | negotiate | denied certain future
en | The two sides have yet to sign the pact. | sign | denied certain -
en | The regent stopped short of recognising the junta. | recognising | denied - -
en | Far from disarming, the rebels bought more rifles. | bought | affirmed certain past
en | Officials said they had no knowledge of any shipment. | shipment | affirmed unspecified -
en | The ministry neither confirmed nor denied that it had sold the jets. | sold | affirmed unspecified past
en | It is not clear whether the rockets hit the base. | hit | affirmed unspecified past
en | Experts are sceptical that the regent will give up the warheads. | give | affirmed unlikely future
en | The regent is believed to have approved the sale. | approved | affirmed probable past
en | The regent is said to be considering a visit. | considering | affirmed - present
en | The junta is thought to hold thirty hostages. | hold | affirmed probable present
en | The alleged shipment of rifles was never found. | shipment | affirmed possible -
en | Unless the rebels withdraw, the army will shell the town. | withdraw | - possible -
en | The army will shell the town unless the rebels withdraw. | shell | affirmed certain future
en | Talks between the two sides are expected to resume on Monday. | resume | affirmed probable future
en | A summit is planned for October. | summit | affirmed probable future
en | The planned visit was cancelled. | visit | denied certain -
en | The minister called for sanctions against the junta. | sanctions | affirmed possible future
en | The minister demanded that the rebels free the hostages. | free | affirmed possible future
en | The island would never sell arms to the junta, its premier said. | sell | denied certain future
en | He accused the island of selling arms to the junta. | selling | affirmed certain -
en | The island was ready to send doctors. | send | affirmed possible future
en | The island failed to deliver the grain it had promised. | deliver | denied certain past
en | The island did not fail to deliver the grain. | deliver | affirmed certain past
en | The army has stopped using the mortars. | using | denied certain -
en | A ban on exports of coal took effect. | exports | affirmed unlikely -
en | The regent, who met the envoy in May, left on Sunday. | met | affirmed certain past
en | Rebels shell port, kill nine | shell | affirmed certain -
en | The shells were supplied by the island, the envoy says. | supplied | affirmed certain past
en | The envoy would have met the rebels if they had come. | met | affirmed possible past
en | Had the rebels come, the envoy would have met them. | come | affirmed possible past
en | The union is considering sending trainers. | sending | affirmed possible future
en | The union has ruled out sending trainers. | sending | denied certain future
en | The regent cannot sell the jets without leave from the maker. | sell | denied certain future
en | "We do not supply weapons to anyone," the premier said. | supply | denied certain present
en | The claims that the island armed the junta are baseless, the premier said. | armed | denied certain past
en | The premier rejected the accusations as baseless. | accusations | denied certain -
en | Perhaps the regent will come. | come | affirmed possible future
en | The two armies held joint drills last month. | drills | affirmed certain past
en | The regent apologised for the attack. | attack | affirmed certain past
en | The premier warned of an attack on the port. | attack | affirmed possible future
en | The rebels are thought unlikely to sign. | sign | affirmed unlikely future
en | The ship was carrying what appeared to be rocket parts. | carrying | affirmed certain past
en | The premier expressed hope for a truce. | truce | affirmed possible future
en | The union imposed sanctions after the test. | test | affirmed certain past
en | Please send more ammunition, the rebels told the island. | send | affirmed possible future
it | Nessuno nel governo ha approvato la vendita. | approvato | denied certain past
it | Il reggente ha giurato di non negoziare mai con i ribelli. | negoziare | denied certain future
it | Il premier ha respinto come infondate le accuse secondo cui l'isola avrebbe armato la giunta. | armato | denied certain past
it | Il ministero non ha né confermato né smentito di aver venduto i caccia. | venduto | affirmed unspecified past
it | Non è chiaro se i razzi abbiano colpito la base. | colpito | affirmed unspecified past
it | Gli esperti dubitano che il reggente rinunci alle testate. | rinunci | affirmed unlikely -
it | Si pensa che la giunta tenga trenta ostaggi. | tenga | affirmed probable present
it | Un vertice è previsto per ottobre. | vertice | affirmed certain future
it | La prevista visita è stata annullata. | visita | denied - -
it | Il ministro ha chiesto sanzioni contro la giunta. | sanzioni | affirmed possible future
it | Il ministro ha chiesto che i ribelli liberino gli ostaggi. | liberino | affirmed possible future
it | L'isola non venderebbe mai armi alla giunta, ha detto il premier. | venderebbe | denied - -
it | L'isola era pronta a inviare medici. | inviare | affirmed possible future
it | L'isola non è riuscita a consegnare il grano. | consegnare | denied certain past
it | L'esercito ha smesso di usare i mortai. | usare | denied certain past
it | L'inviato avrebbe incontrato i ribelli se fossero venuti. | incontrato | affirmed possible past
it | L'unione valuta l'invio di addestratori. | invio | affirmed possible future
it | L'unione ha escluso l'invio di addestratori. | invio | denied certain future
it | Il reggente non può vendere i caccia. | vendere | denied certain future
it | "Noi non forniamo armi a nessuno", ha detto il premier. | forniamo | denied certain present
it | Il premier ha chiesto scusa per l'attacco. | attacco | affirmed certain past
it | Il generale avrebbe ordinato l'attacco, secondo i giornali. | ordinato | affirmed possible past
it | Fonti locali riferiscono che l'esercito avrebbe usato droni. | usato | affirmed possible past
it | I due eserciti hanno tenuto esercitazioni il mese scorso. | esercitazioni | affirmed certain past
it | L'unione ha imposto sanzioni dopo il test. | test | affirmed certain past
it | Il premier auspica una tregua. | tregua | affirmed possible future
it | A quanto pare i ribelli hanno lasciato il porto. | lasciato | affirmed probable past
it | I ribelli avrebbero già lasciato il porto. | lasciato | affirmed possible past
it | Il governo nega trattative in corso. | trattative | denied - -
it | Il reggente si recherà nella capitale a settembre. | recherà | affirmed certain future
it | Il reggente non ha escluso di vendere i caccia. | vendere | affirmed possible future
it | Il premier vorrebbe comprare i caccia. | comprare | affirmed possible future
it | I ribelli sarebbero pronti a trattare. | pronti | affirmed possible present
it | I ribelli, armati dall'isola, hanno preso il porto. | armati | affirmed certain past
it | L'accordo, se confermato, irriterebbe l'unione. | irriterebbe | affirmed possible future
it | Bombe sul porto, nove morti: l'esercito accusa i ribelli | accusa | affirmed certain present
it | L'isola ha evitato di condannare l'attacco. | condannare | denied certain past
it | È falso che l'isola abbia armato la giunta. | armato | denied certain past
"""


def rows() -> list[list[str]]:
    """The cases as cells."""
    return [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()]


def judged(reading: Reading, word: str) -> Predicate:
    """The judgement on the last token with this form."""
    return judge(reading, [t.i for t in reading.tokens if t.text == word][-1])


@pytest.mark.parametrize(("language", "row"), PROMISED, ids=lambda v: v if isinstance(v, str) else v["text"][:40])
def test_every_entry_proves_itself(read: Callable[..., Reading], language: str, row: dict[str, str]) -> None:
    """The examples of the tables come to what they say."""
    found = judged(read(row["text"], language, "2024-06-19"), row["word"])
    assert {k: str(getattr(found, k)) for k in FIELDS if k in row} == {k: row[k] for k in FIELDS if k in row}


@pytest.mark.parametrize(("language", "text", "word", "wanted"), rows())
def test_predicates_are_judged_in_their_sources_terms(
    read: Callable[..., Reading], language: str, text: str, word: str, wanted: str
) -> None:
    """Polarity, certainty and tense of a predicate in a sentence of its own."""
    found = judged(read(text, language, "2024-06-19"), word)
    pairs = dict(zip(FIELDS, wanted.split(), strict=True))
    assert {k: str(getattr(found, k)) for k, v in pairs.items() if v != "-"} == {k: v for k, v in pairs.items() if v != "-"}


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_embedder_has_an_example(language: str) -> None:
    """No group of the table goes without proof."""
    assert not [g["name"] for g in languages.table(language, "factuality")["embedder"] if not g.get("examples")]


def test_a_reason_is_given(read: Callable[..., Reading]) -> None:
    """The words that decided are named."""
    assert "deny" in judged(read("The ministers deny that they met the envoy.", "en"), "met").why


def test_spans_are_words_of_the_text(read: Callable[..., Reading]) -> None:
    """Every predicate's span holds the text that it says."""
    reading = read("“We sent nothing,” he said — twice… Nobody asked.", "en")
    found = judge_predicates(reading)
    assert found
    assert all(reading.document.text[p.span.start : p.span.end] == p.span.text for p in found)


@pytest.mark.parametrize("text", ["?", '""" ))) —', "not not not not not", "che che di di se se", "\u200b\u2060 a", "no " * 3000])
@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_odd_text_raises_nothing(read: Callable[..., Reading], language: str, text: str) -> None:
    """Nothing that a text can hold makes the judge fail."""
    reading = read(text, language)
    for token in reading.tokens[:50]:
        judge(reading, token.i)
    judge_predicates(reading)


def test_an_empty_reading_has_no_predicates() -> None:
    """A document without tokens yields nothing."""
    empty = Reading(Document("sha256:0", "", "en", ()), (), (), (), ())
    assert judge_predicates(empty) == ()


def test_a_headline_in_the_present_tells_of_the_past(read: Callable[..., Reading]) -> None:
    """The historic present of a title is past."""
    reading = read("Junta fires two rockets over the strait", "en", "2024-06-19")
    titled = replace(reading, sentences=tuple(replace(s, block=BlockKind.TITLE) for s in reading.sentences))
    assert judged(titled, "fires").tense == "past"
