"""The spaCy component that settles the intent: words, their order and their meaning, fused and calibrated.

Three models, each knowing what the others miss: a linear one of the words as written, the network's categories, and one
of what the words mean.
"""

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
from assistant.nlu.semantic import SemanticModel

MARKS = "marks"
"""The key of `Doc.user_data` that holds what the home knows of the words."""

LINEAR = "linear.npz"
SEMANTIC = "semantic.npz"
FUSION = "fusion.json"


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the three models are weighed; fitted on noised sentences held out from training."""

    linear: float = 0.3
    network: float = 0.3
    semantic: float = 0.4
    unsupported: float = 0.0
    """Added to the score of what nobody here does, so that doubt does nothing."""


class IntentFusion:
    """Sets `doc.cats` to calibrated probabilities of all intents."""

    def __init__(self, vocab: Vocab, name: str = "intents") -> None:
        self.vocab, self.name = vocab, name
        self.models: tuple[LinearModel, SemanticModel] | None = None
        self.fusion = Fusion()
        self.guarded = -1
        """The index of the intent that `Fusion.unsupported` speaks for."""

    @property
    def intents(self) -> tuple[str, ...]:
        """In the order of all scores (spaCy itself asks for `labels`, of an empty component too)."""
        return self._trained()[0].labels

    def __call__(self, doc: Doc) -> Doc:
        network = np.array([doc.cats.get(label, 0.0) for label in self.intents], np.float32)
        doc.cats = self.chances([token.text for token in doc], doc.user_data.get(MARKS, ()), network)
        return doc

    def chances(self, words: list[str], marks: Iterable[str], network: Floats) -> dict[str, float]:
        """The probability of each intent, from the words and the network's own probabilities."""
        linear, semantic = self._trained()
        of_words, of_meaning = linear.log_probabilities(words, marks), semantic.log_probabilities(words)
        fused = np.exp(self.fused(of_words, np.log(network + np.float32(1e-6)), of_meaning))
        return dict(zip(self.intents, fused.tolist(), strict=True))

    def _trained(self) -> tuple[LinearModel, SemanticModel]:
        if self.models is None:
            raise ValueError("the intent component has no model; train one with `python -m assistant.nlu.train`")
        return self.models

    def fused(self, linear: Floats, network: Floats, semantic: Floats) -> Floats:
        """Log probabilities from the three models' log probabilities."""
        weights = self.fusion
        scores = weights.linear * linear + weights.network * network + weights.semantic * semantic
        if self.guarded >= 0:
            scores[..., self.guarded] += weights.unsupported
        return log_softmax(scores)

    def settle(self, linear: LinearModel, semantic: SemanticModel, fusion: Fusion, *, unsupported: str) -> None:
        """Takes trained models and their weighing."""
        self.models, self.fusion = (linear, semantic), fusion
        self.guarded = linear.labels.index(unsupported)

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the models and the weighing into a folder."""
        if self.models is None:
            raise ValueError("nothing to save: the intent component has no model")
        path.mkdir(parents=True, exist_ok=True)
        linear, semantic = self.models
        linear.save(path / LINEAR)
        semantic.save(path / SEMANTIC)
        text = json.dumps({**asdict(self.fusion), "guarded": self.guarded}, indent=1)
        (path / FUSION).write_text(text + "\n", "utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> IntentFusion:
        """Reads what `to_disk` wrote."""
        self.models = (LinearModel.load(path / LINEAR), SemanticModel.load(path / SEMANTIC))
        stored = json.loads((path / FUSION).read_text("utf-8"))
        self.guarded = stored.pop("guarded")
        self.fusion = Fusion(**stored)
        return self


@Language.factory("intent_fusion")
def make_intent_fusion(nlp: Language, name: str) -> IntentFusion:
    """spaCy's way to make the component by name."""
    return IntentFusion(nlp.vocab, name)
