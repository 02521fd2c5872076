"""Tests of Markdown."""

from riscontro.collect import collect_bytes
from riscontro.model import BlockKind as K

_TEXT = """---
title: "Minsk nega tutto"
date: 2024-02-23
publisher: Esempio
---

# Minsk nega tutto

![Un treno a Minsk](https://example.org/a.jpg "x")

Il governo di **Minsk** ha *negato* di aver
inviato [granate](https://example.org/a_(b)) al porto di `Odessa`, ha detto snake_case.

Le reazioni
-----------

> Non abbiamo inviato nulla.

- prima cassa
- seconda cassa

***

```
code = 1
```

## Altro ##
Seul tace \\* ancora, secondo fonti che nessuno ha voluto nominare.
"""


def test_marks_are_taken_off_and_kinds_kept():
    """Headings, captions, links, emphasis, lists and quotes become clean blocks."""
    doc = collect_bytes(_TEXT.encode(), "a.md", language="it")
    assert [(b.kind, b.span.text) for b in doc.blocks] == [
        (K.TITLE, "Minsk nega tutto"),
        (K.FURNITURE, "Minsk nega tutto"),
        (K.CAPTION, "Un treno a Minsk"),
        (K.LEDE, "Il governo di Minsk ha negato di aver inviato granate al porto di Odessa, ha detto snake_case."),
        (K.HEADING, "Le reazioni"),
        (K.BODY, "Non abbiamo inviato nulla."),
        (K.BODY, "prima cassa"),
        (K.BODY, "seconda cassa"),
        (K.HEADING, "Altro"),
        (K.BODY, "Seul tace * ancora, secondo fonti che nessuno ha voluto nominare."),
    ]


def test_front_matter_is_taken_up():
    """Title, date and publisher of the front matter are those of the document."""
    doc = collect_bytes(_TEXT.encode(), "a.md", language="it")
    assert (doc.title, doc.published, doc.published_basis, doc.publisher) == ("Minsk nega tutto", "2024-02-23", "metadata", "Esempio")


def test_unbalanced_marks_are_read():
    """Marks left open neither fail nor take long."""
    for text in (
        "*" * 5000 + " a",
        "[" * 5000 + " a",
        "![" * 3000 + "a",
        "_a" * 5000,
        "`" * 5000 + "a",
        "#" * 5000 + " a",
        "> " * 3000 + "a",
        "[a](" * 3000,
    ):
        collect_bytes(text.encode(), "a.md", language="en")
