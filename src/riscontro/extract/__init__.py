"""Reading -> Claim: parties, goods, measures, times, attribution and factuality, and the frames that join them."""

from riscontro.extract.claims import EXTRACTOR, extract_claims, read_layers

__all__ = ["EXTRACTOR", "extract_claims", "read_layers"]
