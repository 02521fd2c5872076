"""Document -> Reading: sentences, and Universal Dependencies trees with offsets."""

from riscontro.read.conllu import from_conllu, to_conllu
from riscontro.read.pipeline import Pipeline
from riscontro.read.segment import Cut, cut_sentences

__all__ = ["Cut", "Pipeline", "cut_sentences", "from_conllu", "to_conllu"]
