"""Tests of the language told from words."""

import pytest

from riscontro.collect.tongue import language_of
from riscontro.errors import UnknownLanguage


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Minsk sent forty trains to the port, the ministry said.", "en"),
        ("Minsk ha inviato quaranta treni al porto, dice il ministero.", "it"),
        ("MINSK HA INVIATO QUARANTA TRENI AL PORTO, DICE IL MINISTERO", "it"),
        ("La firma del testo è attesa entro marzo. “We sent nothing”, ha detto il ministro, che poi ha lasciato la sala.", "it"),
    ],
)
def test_languages_are_told(text, language):
    """Sentences of our languages are known, capitals and quotations notwithstanding."""
    assert language_of(text, "a.txt") == language


@pytest.mark.parametrize(
    "text",
    [
        "El ministerio niega haber enviado trenes al puerto de Odesa, dijo el portavoz.",
        "Das Ministerium bestreitet, Züge in den Hafen geschickt zu haben.",
        "국방부는 항구로 열차를 보냈다는 사실을 부인했다.",
        "Ministerul a negat că ar fi trimis trenuri în portul Odesa, a declarat luni purtătorul de cuvânt.",
    ],
)
def test_other_languages_are_refused(text):
    """A language without a folder is refused, and the error says which are read."""
    with pytest.raises(UnknownLanguage, match="en, it"):
        language_of(text, "a.txt")


def test_a_page_may_say_its_language_where_words_are_too_few():
    """What a page declares counts only where its words do not tell."""
    assert language_of("12345", "a.html", declared="it") == "it"
    with pytest.raises(UnknownLanguage):
        language_of("Das Ministerium bestreitet, Züge in den Hafen geschickt zu haben.", "a.html", declared="it")


@pytest.mark.parametrize(
    "text",
    [
        "El gobierno ha enviado miles de contenedores con municiones desde el mes de septiembre, según el ministro. La fuente no dio más detalles "
        "sobre la carga de los barcos que salieron del puerto y que llegaron a un muelle en el este del país con la ayuda de la marina de guerra.",
        "Le gouvernement a envoyé des milliers de conteneurs avec des munitions depuis le mois de septembre, selon le ministre. La source n'a pas "
        "donné plus de détails sur la cargaison des navires qui sont partis du port et sont arrivés à un quai dans l'est du pays avec l'aide d'un convoi.",
    ],
)
def test_neighbouring_languages_are_not_taken_for_ours(text: str) -> None:
    """A text in a language close to one of ours is refused, not read as ours."""
    with pytest.raises(UnknownLanguage):
        language_of(text, "a.txt")
