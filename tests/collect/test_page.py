"""Tests of saved pages."""

import pytest

from riscontro.collect import collect_bytes
from riscontro.errors import NoArticle, RiscontroError
from riscontro.model import BlockKind as K

_PAGE = """<!doctype html><html lang="it"><head><meta charset="{charset}"><title>Minsk nega tutto | Il Foglio di Esempio</title>
<meta property="og:site_name" content="Il Foglio di Esempio"><meta property="article:published_time" content="2024-02-23T00:30:00+09:00">
<script>document.write("granate segrete")</script><style>p {{ color: red }}</style></head>
<body><nav><a href="#c">Salta al contenuto</a><ul><li><a href="/">Prima pagina</a></li></ul></nav>
<article><h1>Minsk nega tutto</h1>
<figure><img src="a.jpg" alt="x"><figcaption>Il ministro a Minsk, sotto la pioggia.</figcaption></figure>
<p>Il governo di Minsk ha smentito luned&igrave; di aver inviato <b>granate</b> al porto di Odessa, dopo giorni di voci e di accuse.</p>
<p>Leggi anche: <a href="x">La visita del ministro a Odessa</a></p>
<h2>Le reazioni di Odessa</h2>
<p>Odessa ha detto che   i treni<br>erano quaranta, e che nessuno di essi &egrave; stato aperto da chi sorveglia il porto.</p>
<blockquote><p>&laquo;Non abbiamo inviato nulla&raquo;, ha ripetuto il portavoce ai giornalisti.</p></blockquote>
<table><tr><td>Treni</td><td>40</td></tr></table>
</article><footer>© Copyright Esempio</footer></body></html>"""
_HTML = _PAGE.format(charset="utf-8")
_WORDS = "Il governo di Minsk ha smentito di aver inviato granate al porto, dopo giorni di voci. "


def test_a_page_gives_its_article():
    """Title, date, publisher and language come from the page, and its prose with entities decoded and white space squeezed."""
    doc = collect_bytes(_HTML.encode(), "a.html")
    assert (doc.title, doc.published, doc.published_basis, doc.publisher, doc.language) == (
        "Minsk nega tutto",
        "2024-02-23",
        "metadata",
        "Il Foglio di Esempio",
        "it",
    )
    bodies = [b.span.text for b in doc.blocks if b.kind in (K.LEDE, K.BODY)]
    assert bodies[0].startswith("Il governo di Minsk ha smentito lunedì di aver inviato granate al porto")
    assert any("i treni erano quaranta" in text for text in bodies)
    assert any("«Non abbiamo inviato nulla»" in text for text in bodies)


def test_the_blocks_of_a_page_have_their_kinds():
    """Headings stay headings, links and table cells are furniture, and the title stands once."""
    doc = collect_bytes(_HTML.encode(), "a.html")
    kinds = {b.span.text: b.kind for b in doc.blocks}
    assert kinds["Le reazioni di Odessa"] is K.HEADING
    assert kinds["Leggi anche: La visita del ministro a Odessa"] is K.FURNITURE
    assert [b.span.text for b in doc.blocks if b.kind is K.TITLE] == ["Minsk nega tutto"]
    assert kinds.get("40", K.FURNITURE) is K.FURNITURE


def test_scripts_and_styles_are_dropped():
    """Nothing of a script or style stands in the text."""
    text = collect_bytes(_HTML.encode(), "a.html").text
    assert "segrete" not in text
    assert "color" not in text


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("nonsense", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
    ],
)
def test_charsets_of_pages(charset, encoding):
    """The charset a page declares is believed unless it is plainly UTF-8, or cannot be."""
    assert "lunedì" in collect_bytes(_PAGE.format(charset=charset).replace("&igrave;", "ì").encode(encoding), "a.html").text


def test_a_page_is_known_without_its_ending():
    """Bytes that begin as a page does are read as one, unless they are named .txt."""
    assert collect_bytes(b"\n<!-- saved -->\n" + _HTML.encode(), "download").title == "Minsk nega tutto"
    assert collect_bytes(_HTML.encode(), "a.txt", language="it").text == _HTML


def test_a_page_without_metadata_has_no_date():
    """A date in the prose alone is not taken for that of publication."""
    html = f"<html><body><article><h1>Minsk nega</h1><p>{_WORDS * 4}</p><p>Il 3 marzo 2021 i treni sono partiti. {_WORDS}</p></article></body></html>"
    doc = collect_bytes(html.encode(), "a.html")
    assert (doc.published, doc.published_basis) == (None, None)


def test_a_future_date_in_a_page_is_ignored():
    """Metadata that cannot be true is not used."""
    assert collect_bytes(_HTML.replace("2024-02-23", "2999-02-23").encode(), "a.html").published is None


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><head><title>Solo un titolo</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html",
        "<" * 2000,
        "<html><body><script>var a = 'Il governo ha smentito tutto';</script></body></html>",
        "<p>",
        "plain words alone",
    ],
)
def test_a_page_without_an_article(html):
    """A page with no prose raises NoArticle, which names it and says what to do."""
    with pytest.raises(NoArticle, match=r"a\.html") as caught:
        collect_bytes(html.encode(), "a.html")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 20_000 + _WORDS * 5 + "</div>" * 20_000,
        "<html><body><article>" + f"<p>{_WORDS * 3}</p>" * 8 + "<p>Poi il testo si <b",
        "<html><body><article>" + f"<p><span>{_WORDS * 3}" * 200,
        _HTML.replace('src="a.jpg"', f'src="data:image/png;base64,{"A" * 2_000_000}"'),
        _HTML[:900],
        "<html><body>" + "<table><tr><td>" * 500 + _WORDS * 5,
        "<html><body><!--" + "-" * 100_000 + _WORDS,
        "<html><body>" + "&#x0;&#xD800;&bogus;&amp;" * 500 + _WORDS * 5,
        "<html><head>" + "<meta charset" * 5000,
    ],
)
def test_broken_pages_do_not_crash(html):
    """Deep, cut off, bloated and malformed pages give a document or an error of ours."""
    try:
        doc = collect_bytes(html.encode("utf-8", "ignore"), "a.html", language="it")
    except RiscontroError:
        return
    assert all(doc.text[b.span.start : b.span.end] == b.span.text for b in doc.blocks)
