"""The spaCy component that settles the intent: a linear model and the network's categories, fused and calibrated."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from assistant.nlu.linear import Floats, LinearModel, log_softmax

MARKS = "marks"
"""The key of `Doc.user_data` that holds what the home knows of the words."""

LINEAR = "linear.npz"
FUSION = "fusion.json"


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the two models are weighed; fitted on noised sentences held out from training."""

    linear: float = 0.6
    network: float = 0.4
    unsupported: float = 0.0
    """Added to the score of what nobody here does, so that doubt does nothing."""


class IntentFusion:
    """Sets `doc.cats` to calibrated probabilities of all intents."""

    def __init__(self, vocab: Vocab, name: str = "intents") -> None:
        self.vocab, self.name = vocab, name
        self.linear: LinearModel | None = None
        self.fusion = Fusion()
        self.guarded = -1
        """The index of the intent that `Fusion.unsupported` speaks for."""

    @property
    def intents(self) -> tuple[str, ...]:
        """In the order of all scores (spaCy itself asks for `labels`, of an empty component too)."""
        return self._trained().labels

    def __call__(self, doc: Doc) -> Doc:
        network = np.array([doc.cats.get(label, 0.0) for label in self.intents], np.float32)
        doc.cats = self.chances([token.text for token in doc], doc.user_data.get(MARKS, ()), network)
        return doc

    def chances(self, words: list[str], marks: Iterable[str], network: Floats) -> dict[str, float]:
        """The probability of each intent, from the words and the network's own probabilities."""
        linear = self._trained().log_probabilities(words, marks)
        fused = np.exp(self.fused(linear, np.log(network + np.float32(1e-6))))
        return dict(zip(self.intents, fused.tolist(), strict=True))

    def _trained(self) -> LinearModel:
        if self.linear is None:
            raise ValueError("the intent component has no model; train one with `python -m assistant.nlu.train`")
        return self.linear

    def fused(self, linear: Floats, network: Floats) -> Floats:
        """Log probabilities from both models' log probabilities."""
        scores = self.fusion.linear * linear + self.fusion.network * network
        if self.guarded >= 0:
            scores[..., self.guarded] += self.fusion.unsupported
        return log_softmax(scores)

    def settle(self, linear: LinearModel, fusion: Fusion, *, unsupported: str) -> None:
        """Takes a trained model and its weighing."""
        self.linear, self.fusion = linear, fusion
        self.guarded = linear.labels.index(unsupported)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the linear model and the weighing into a folder."""
        if self.linear is None:
            raise ValueError("nothing to save: the intent component has no model")
        path.mkdir(parents=True, exist_ok=True)
        self.linear.save(path / LINEAR)
        text = json.dumps({**asdict(self.fusion), "guarded": self.guarded}, indent=1)
        (path / FUSION).write_text(text + "\n", "utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> IntentFusion:
        """Reads what `to_disk` wrote."""
        self.linear = LinearModel.load(path / LINEAR)
        stored = json.loads((path / FUSION).read_text("utf-8"))
        self.guarded = stored.pop("guarded")
        self.fusion = Fusion(**stored)
        return self


@Language.factory("intent_fusion")
def make_intent_fusion(nlp: Language, name: str) -> IntentFusion:
    """spaCy's way to make the component by name."""
    return IntentFusion(nlp.vocab, name)
