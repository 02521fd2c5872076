"""Dossier and claims -> text, Markdown, HTML, PDF, JSON."""

from riscontro.report.explaining import claims_list, explanation_json, explanation_text
from riscontro.report.finding import finding_page_json, finding_text, print_finding
from riscontro.report.html import dossier_html
from riscontro.report.layers import layer_text, print_layer
from riscontro.report.ledger import dossier_json
from riscontro.report.markdown import dossier_markdown
from riscontro.report.pdf import dossier_pdf, dossier_pictures
from riscontro.report.text import dossier_text, print_dossier
from riscontro.report.wire import claim_json, document_json, layer_json

__all__ = [
    "claim_json",
    "claims_list",
    "document_json",
    "dossier_html",
    "dossier_json",
    "dossier_markdown",
    "dossier_pdf",
    "dossier_pictures",
    "dossier_text",
    "explanation_json",
    "explanation_text",
    "finding_page_json",
    "finding_text",
    "layer_json",
    "layer_text",
    "print_dossier",
    "print_finding",
    "print_layer",
]
