"""Claims -> flows, timeline, warnings: small named rules, each of which says why in a sentence."""

from riscontro.assess.citing import cite
from riscontro.assess.flows import find_flows
from riscontro.assess.ladder import THRESHOLD, VERSION
from riscontro.assess.sift import drop_copies, fold_headlines, furniture, sift
from riscontro.assess.timeline import find_happenings
from riscontro.assess.warnings import FACTOR, find_warnings

__all__ = [
    "FACTOR",
    "THRESHOLD",
    "VERSION",
    "cite",
    "drop_copies",
    "find_flows",
    "find_happenings",
    "find_warnings",
    "fold_headlines",
    "furniture",
    "sift",
]
