"""The use cases that write: files in, documents and claims into the store, events and findings made of them, judgements added.

Nothing is printed and no settings are read here. Each use case can be cut off at any moment and called again.
"""

from riscontro.pipeline.adding import add, files_in
from riscontro.pipeline.explaining import claims_of, explain
from riscontro.pipeline.judging import judge
from riscontro.pipeline.reader import LAYERS, Reader, conllu, layer
from riscontro.pipeline.settling import settle

__all__ = ["LAYERS", "Reader", "add", "claims_of", "conllu", "explain", "files_in", "judge", "layer", "settle"]
