"""Train the network of a language: Adam, a rate that rises and then falls along a cosine, and weights averaged over the last steps."""

from __future__ import annotations

import math
import random
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from biaffine import Trainee
from coding import Coded, Lexicon, batch_of, batches, coded, fine_tags, labels_of, lexicon
from spacy.tokens import Doc
from torch import Tensor, nn

from riscontro.read.network import Labels, Network, Sizes
from riscontro.read.wordforms import Subwords

_SETTINGS = Path(__file__).parent / "config" / "network.toml"
_DECAY = 0.999
_LEAST_RATE = 0.01
_CLIP = 2.0
_LEAST_SCALE = 1e-5


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how fast and with how much noise; `repeats` is how often a pass goes over the news sentences."""

    epochs: int
    repeats: int
    words: int
    rate: float
    warmup: int
    dropout: float

    def rate_at(self, step: int, done: float) -> float:
        """The rate of a step, when such a part of all is done."""
        return self.rate * min(1, (step + 1) / self.warmup) * (0.5 + 0.5 * math.cos(math.pi * done) + _LEAST_RATE)


def plan_of(language: str) -> Plan:
    """The settings of a language, from `config/network.toml`."""
    return Plan(**tomllib.loads(_SETTINGS.read_text(encoding="utf8"))[language])


def fit(plan: Plan, old: Sequence[Doc], own: Sequence[Doc], table: npt.NDArray[np.float32], sizes: Sizes | None = None) -> Network:
    """A network trained on old sentences and our own, ready to be put into a pipeline.

    Args:
        plan: settings.
        old: sentences of public treebanks.
        own: of the news treebank.
        table: floret vectors, its rows.
        sizes: of the layers.
    """
    torch.manual_seed(0)
    random.seed(0)
    torch.set_num_threads(1)
    sizes = sizes or Sizes()
    docs = [*old, *own]
    labels, fine = labels_of(docs), fine_tags(docs)
    lex = lexicon(docs, labels, Subwords(table, sizes.shortest, sizes.longest).get)
    net = Trainee(labels, sizes, len(fine), plan.dropout)
    average = _trained(net, plan, coded([*old, *(list(own) * plan.repeats)], labels, fine, lex.index), lex)
    return exported(average, labels, sizes, table)


def _trained(net: Trainee, plan: Plan, sentences: Sequence[Coded], lex: Lexicon) -> dict[str, Tensor]:
    """The averaged weights after all passes."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=plan.rate, betas=(0.9, 0.95), weight_decay=1e-4, fused=True)
    average = {name: value.clone() for name, value in net.state_dict().items()}
    step, begun = 0, time.perf_counter()
    for epoch in range(plan.epochs):
        drawn, total = list(batches(sentences, plan.words)), 0.0
        for number, chosen in enumerate(drawn):
            optimizer.param_groups[0]["lr"] = plan.rate_at(step, (epoch + number / len(drawn)) / plan.epochs)
            total += _step(net, optimizer, chosen, lex)
            step += 1
            _follow(average, net, min(_DECAY, (1 + step) / (10 + step)))
        print(f"pass {epoch + 1} of {plan.epochs}: loss {total / len(drawn):.3f}, {time.perf_counter() - begun:.0f} s", flush=True)
    return average


def _step(net: Trainee, optimizer: torch.optim.Optimizer, chosen: Sequence[Coded], lex: Lexicon) -> float:
    """One batch learnt; its loss."""
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16):
        loss = net.loss(batch_of(chosen, lex))
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), _CLIP)
    optimizer.step()
    return float(loss.detach())


@torch.no_grad()
def _follow(average: dict[str, Tensor], net: Trainee, decay: float) -> None:
    for name, value in net.state_dict().items():
        average[name].lerp_(value, 1 - decay)


def exported(state: Mapping[str, Tensor], labels: Labels, sizes: Sizes, table: npt.NDArray[np.float32]) -> Network:
    """The network as the program runs it, matrices in bytes; what only training needs is left out."""
    weights = {name: value.numpy() for name, value in state.items() if not name.startswith("fine.")} | {"static": table}
    for stem in (f"{way}.{number}" for way in ("ahead", "back") for number in range(sizes.layers)):
        weights[f"{stem}.bias_l0"] = weights.pop(f"{stem}.bias_ih_l0") + weights.pop(f"{stem}.bias_hh_l0")
    return Network(labels, sizes, dict(part for name, value in weights.items() for part in _packed(name, value)))


def _packed(name: str, value: npt.NDArray[np.float32]) -> Iterator[tuple[str, npt.NDArray[np.int8 | np.float16]]]:
    """A matrix as bytes, each row scaled by its largest; anything smaller in half precision."""
    if value.ndim < 2:
        yield name, value.astype(np.float16)
        return
    scale = np.maximum(np.abs(value).max(-1, keepdims=True) / 127, _LEAST_SCALE).astype(np.float16)
    yield name, np.rint(value / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
    yield f"{name}.scale", scale
