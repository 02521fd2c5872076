"""The network that tags, lemmatizes and parses, as PyTorch trains it: word, letter and subword vectors, a BiLSTM, a head for each task.

After Dozat and Manning (2017, https://arxiv.org/abs/1611.01734), tags and lemmas read from a lower layer.
riscontro.read.network reads sentences with its weights.
"""

from __future__ import annotations

import torch
from coding import IGNORED, Batch
from torch import Tensor, nn
from torch.nn import functional as F

from riscontro.read.network import Labels, Sizes

_WEIGHTS = {"tags": 0.5, "fine": 0.25, "edits": 0.5}
"""How much the tasks beside the tree count in the loss."""
_NEVER = -1e4


class Trainee(nn.Module):
    """The network with its layers named as in the program.

    Args:
        labels: of its heads.
        sizes: of its layers.
        fine: how many tags of the treebank's own there are.
        dropout: of states; half as much of whole sources of a word's vector.
    """

    def __init__(self, labels: Labels, sizes: Sizes, fine: int, dropout: float) -> None:
        super().__init__()
        self.sizes = sizes
        self.dropout = dropout
        given, both = sizes.form + sizes.window + sizes.static, 2 * sizes.state
        self.form = nn.Embedding(len(labels.forms) + 1, sizes.form)
        self.letter = nn.Embedding(len(labels.alphabet) + 4, sizes.letter, padding_idx=0)
        self.window = nn.Conv1d(sizes.letter, sizes.window, 3, padding=1)
        widths = [given, *[both] * (sizes.layers - 1)]
        self.ahead = nn.ModuleList([nn.LSTM(width, sizes.state, batch_first=True) for width in widths])
        self.back = nn.ModuleList([nn.LSTM(width, sizes.state, batch_first=True) for width in widths])
        self.root = nn.Parameter(torch.zeros(both))
        self.tag_hidden, self.edit_hidden = nn.Linear(both + given, sizes.tag), nn.Linear(both + given, sizes.tag)
        self.tag, self.fine, self.edit = (nn.Linear(sizes.tag, many) for many in (len(labels.tags), fine, len(labels.edits)))
        self.arc_head, self.arc_child = nn.Linear(both, sizes.arc), nn.Linear(both, sizes.arc)
        self.dep_head, self.dep_child = nn.Linear(both, sizes.dep), nn.Linear(both, sizes.dep)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.dep = nn.Parameter(torch.zeros(len(labels.deps), sizes.dep + 1, sizes.dep + 1))
        self._initialize()

    def _initialize(self) -> None:
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.dep, std=1 / self.sizes.dep)
        nn.init.normal_(self.root, std=0.1)
        nn.init.normal_(self.form.weight, std=0.2)
        nn.init.normal_(self.letter.weight, std=0.3)
        nn.init.zeros_(self.tag.bias)
        for way in (*self.ahead, *self.back):
            nn.init.orthogonal_(way.weight_hh_l0)
            nn.init.zeros_(way.bias_ih_l0)
            nn.init.zeros_(way.bias_hh_l0)
            way.bias_ih_l0.data[self.sizes.state : 2 * self.sizes.state] = 1.0  # in the beginning nothing is forgotten

    def loss(self, batch: Batch) -> Tensor:
        """The sum of the losses of all tasks."""
        given = self._given(batch)
        lower, upper = self._states(given, batch.lengths)
        return self._tree_loss(self._shared(upper), batch) + self._word_loss(torch.cat([self._shared(lower), given], 2), batch)

    def _given(self, batch: Batch) -> Tensor:
        """The vector of each word; whole sources of it are left out by lot and the others scaled up."""
        seen = F.relu(self.window(self.letter(batch.spelt).transpose(1, 2))) * (batch.spelt > 0)[:, None]
        parts = [self.form(batch.forms), seen.amax(2)[batch.types], batch.static[batch.types]]
        masks = [(torch.rand(*batch.types.shape, 1) < 1 - 0.5 * self.dropout).float() for _ in parts]
        scale = len(parts) / sum(masks).clamp(min=1)
        return torch.cat([part * mask * scale for part, mask in zip(parts, masks, strict=True)], 2)

    def _states(self, given: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """States of the lower and the uppermost layer. The way back reads each sentence turned round, padding still at its end."""
        place = torch.arange(given.shape[1])[None]
        turned = torch.where(place < lengths[:, None], lengths[:, None] - 1 - place, place)[:, :, None]
        states = lower = given
        for number, (ahead, back) in enumerate(zip(self.ahead, self.back, strict=True)):
            states = self._shared(states)
            there, _ = ahead(states)
            again, _ = back(states.gather(1, turned.expand_as(states)))
            states = torch.cat([there, again.gather(1, turned.expand_as(again))], 2)
            if number == self.sizes.lower - 1:
                lower = states
        return lower, states

    def _word_loss(self, both: Tensor, batch: Batch) -> Tensor:
        tags = F.dropout(F.relu(self.tag_hidden(both)), self.dropout)
        edits = F.dropout(F.relu(self.edit_hidden(both)), self.dropout)
        scores = {"tags": self.tag(tags), "fine": self.fine(tags), "edits": self.edit(edits)}
        return sum((weight * _chosen(scores[task], batch.gold(task)) for task, weight in _WEIGHTS.items()), torch.zeros(()))

    def _tree_loss(self, upper: Tensor, batch: Batch) -> Tensor:
        heads, deps = batch.gold("heads"), batch.gold("deps")
        nodes = torch.cat([self.root.expand(len(upper), 1, -1), upper], 1)
        arc_head, dep_head = self._shared(F.relu(self.arc_head(nodes))), self._shared(F.relu(self.dep_head(nodes)))
        arc_child, dep_child = self._shared(F.relu(self.arc_child(upper))), self._shared(F.relu(self.dep_child(upper)))
        beyond = torch.arange(nodes.shape[1])[None, None] > batch.lengths[:, None, None]
        arcs = torch.matmul(_biased(arc_child) @ self.arc, arc_head.transpose(1, 2)).masked_fill(beyond, _NEVER)
        known = (deps >= 0) & (heads >= 0)
        rows = dep_head.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, dep_head.shape[2]))[known]
        return _chosen(arcs, heads) + _chosen(self._kinds(dep_child[known], rows), deps[known])

    def _kinds(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations between rows of children and their heads."""
        crossed = (_biased(child) @ self.dep.permute(1, 0, 2).reshape(child.shape[-1] + 1, -1)).view(len(child), len(self.dep), -1)
        return torch.bmm(crossed, _biased(head)[:, :, None])[:, :, 0]

    def _shared(self, x: Tensor) -> Tensor:
        """Dropout with one mask for all words of a sentence."""
        keep = 1 - self.dropout
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) < keep).float() / keep


def _chosen(scores: Tensor, right: Tensor) -> Tensor:
    """The loss of a choice, in single precision."""
    return F.cross_entropy(scores.float().flatten(0, -2), right.flatten(), ignore_index=IGNORED)


def _biased(x: Tensor) -> Tensor:
    """With a column of ones, so that a product holds biases."""
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)
