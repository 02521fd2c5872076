"""Events -> findings, timeline, warnings: small named rules, each of which says why in a sentence."""

from riscontro.assess.beside import found_in_use
from riscontro.assess.caps import find_caps
from riscontro.assess.findings import weigh
from riscontro.assess.ladder import THRESHOLD, VERSION
from riscontro.assess.provisions import hold
from riscontro.assess.sift import drop_copies, furniture, sift
from riscontro.assess.timeline import find_happenings
from riscontro.assess.warnings import FACTOR, distinct

__all__ = [
    "FACTOR",
    "THRESHOLD",
    "VERSION",
    "distinct",
    "drop_copies",
    "find_caps",
    "find_happenings",
    "found_in_use",
    "furniture",
    "hold",
    "sift",
    "weigh",
]
