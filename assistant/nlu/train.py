"""Trains the understanding of words: `python -m assistant.nlu.train [--seed 0] [--out DIR] [--small]`.

A spaCy pipeline whose word vectors (`tok2vec`) are shared by a span model (`ner`) and a text categoriser, with a linear
intent model and one of the words' meaning beside them (`component.IntentFusion`). Scores on templates never trained on
go to `meta.json`, to a report that a person can read and to a plot of how honest the confidences are. Same seed, same
scores.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from scipy.optimize import minimize
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from assistant.intents import UNSUPPORTED
from assistant.nlu.component import MARKS, Fusion
from assistant.nlu.examples import ENTITIES, Sample, samples
from assistant.nlu.fit import fit_linear
from assistant.nlu.labels import LABELS
from assistant.nlu.linear import Floats, log_softmax
from assistant.nlu.reliability import Bin, calibration_error, reliability, reliability_plot
from assistant.nlu.semantic import fit_semantic
from assistant.nlu.vectors import word_vectors

MODEL = Path(__file__).parent / "model"
WIDTH, DEPTH = 64, 2
BATCH = 192

SMALL = 3
"""One sentence in so many is trained and scored on where the chain is only tried."""

UNSUPPORTED_SHARE = 0.15
"""The share of requests that nobody here does, among those the weighing is fitted on: what people ask of an assistant,
rather than what we wrote down."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description="Train the understanding of words from our sentences.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=MODEL, metavar="DIR")
    parser.add_argument("--small", action="store_true", help="a quick one on few sentences, to try the chain")
    options = parser.parse_args(arguments)
    one_in = SMALL if options.small else 1
    nlp = train(seed=options.seed, each=1 if options.small else 8, epochs=2 if options.small else 5, one_in=one_in)
    report = score(nlp, held_out_samples(options.seed)[::one_in])
    save(nlp, report, options.out)


def train(*, seed: int, each: int, epochs: int, one_in: int = 1) -> Language:
    """A trained pipeline; `each` samples of every template, `epochs` passes over one in `one_in` of them."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    known = samples(rng, each=each)[::one_in]
    nlp = blank_pipeline()
    _train_network(nlp, known, epochs, rng)
    targets = np.array([LABELS.index(sample.intent) for sample in known])
    weights = np.array([sample.weight for sample in known], np.float32)
    linear = fit_linear([(list(one.words), one.marks) for one in known], targets, LABELS, weights, seed=seed)
    described = np.stack([word_vectors().describe(one.words) for one in known])
    semantic = fit_semantic(described, targets, len(LABELS), weights, seed=seed)
    fusion: Any = nlp.add_pipe("intent_fusion", name="intents")
    fusion.settle(linear, semantic, Fusion(), unsupported=UNSUPPORTED)
    fitted = _fitted_fusion(nlp, samples(rng, each=2, test=True))
    fusion.settle(linear, semantic, fitted, unsupported=UNSUPPORTED)
    return nlp


def held_out_samples(seed: int) -> list[Sample]:
    """The held-out sentences that scores are told on; not those the fusion is fitted on."""
    return samples(random.Random(seed + 1), each=3, test=True)


def blank_pipeline() -> Language:
    """The untrained pipeline: shared word vectors, spans, categories."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _vectors()})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 48,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    ner: Any = nlp.add_pipe("ner", config={"model": parser})
    for label in sorted(set(ENTITIES.values())):
        ner.add_label(label)
    reduce = {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": True,
        "use_reduce_first": True,
        "use_reduce_last": True,
        "use_reduce_max": True,
        "use_reduce_mean": True,
        "nO": None,
        "tok2vec": listener,
    }
    categoriser: Any = nlp.add_pipe("textcat", config={"model": reduce})
    for label in LABELS:
        categoriser.add_label(label)
    return nlp


def _vectors() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX"],
            "rows": [5000, 1000, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 2,
        },
    }


def _train_network(nlp: Language, known: Sequence[Sample], epochs: int, rng: random.Random) -> None:
    examples = [_example(nlp, sample) for sample in known]
    optimizer = nlp.initialize(lambda: examples[:200])
    optimizer = Adam(0.002, L2=1e-5)
    for _ in range(epochs):
        rng.shuffle(examples)
        at = 0
        while at < len(examples):
            nlp.update(examples[at : at + BATCH], sgd=optimizer, drop=0.15)
            at += BATCH
        optimizer.learn_rate *= 0.75


def _example(nlp: Language, sample: Sample) -> Example:
    reference = Doc(nlp.vocab, words=list(sample.words))
    reference.cats = {label: float(label == sample.intent) for label in LABELS}
    if sample.entities is None:
        reference.set_ents([], default="missing")
    else:
        spans = [
            reference.char_span(*_letters(reference, first, last), label=label)
            for first, last, label in sample.entities
        ]
        reference.set_ents([span for span in spans if span is not None])
    return Example(Doc(nlp.vocab, words=list(sample.words)), reference)


def _letters(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def model_parts(nlp: Language, known: Sequence[Sample]) -> tuple[Floats, Floats, Floats]:
    """The log probabilities of the linear model, the network and the semantic model: a row a sample."""
    fusion: Any = nlp.get_pipe("intents")
    of_words, of_meaning = fusion.models
    linear = np.stack([of_words.log_probabilities(list(one.words), one.marks) for one in known])
    semantic = np.stack([of_meaning.log_probabilities(one.words) for one in known])
    docs = [Doc(nlp.vocab, words=list(sample.words)) for sample in known]
    with nlp.select_pipes(enable=["tok2vec", "textcat"]):
        cats = [doc.cats for doc in nlp.pipe(docs, batch_size=256)]
    network = np.log(np.array([[cat[label] for label in LABELS] for cat in cats], np.float32) + 1e-6)
    return linear, network, semantic


def _fitted_fusion(nlp: Language, known: Sequence[Sample]) -> Fusion:
    """The weighing of least cross-entropy on held-out sentences; the weights are a temperature too."""
    parts: Any = np.stack(model_parts(nlp, known))
    truth = np.array([LABELS.index(sample.intent) for sample in known])
    guarded = LABELS.index(UNSUPPORTED)
    share = (truth == guarded).mean()
    weight = np.where(truth == guarded, UNSUPPORTED_SHARE / share, (1 - UNSUPPORTED_SHARE) / (1 - share))

    def loss(weights: NDArray[np.float64]) -> float:
        scores: Any = np.tensordot(weights[:-1], parts, axes=1)
        scores[:, guarded] += weights[-1]
        return float(-(weight * log_softmax(scores)[np.arange(len(truth)), truth]).mean())

    best = minimize(loss, np.array([0.3, 0.3, 0.4, 0.0]), method="Nelder-Mead", options={"maxiter": 300}).x
    return Fusion(*(round(float(one), 4) for one in best))


def score(nlp: Language, known: Sequence[Sample]) -> dict[str, Any]:
    """Shares of held-out sentences: right intent, right intent and spans; the calibration error."""
    right = whole = 0
    confidences, hits = [], []
    for sample in known:
        doc = Doc(nlp.vocab, words=list(sample.words), user_data={MARKS: sample.marks})
        doc = nlp(doc)
        intent = max(doc.cats, key=lambda label: doc.cats[label])
        found = tuple((span.start, span.end, span.label_) for span in doc.ents)
        hit = intent == sample.intent
        right += hit
        whole += hit and (sample.entities is None or found == sample.entities)
        confidences.append(doc.cats[intent])
        hits.append(hit)
    bins = reliability(np.array(confidences), np.array(hits))
    return {
        "sentences": len(known),
        "intent": round(right / len(known), 4),
        "intent_and_spans": round(whole / len(known), 4),
        "alone": _alone(nlp, known),
        "calibration_error": round(calibration_error(bins), 4),
        "reliability": [
            {"confidence": round(one.confidence, 4), "right": round(one.right, 4), "count": one.count} for one in bins
        ],
    }


def _alone(nlp: Language, known: Sequence[Sample]) -> dict[str, float]:
    """What each model understands without the others."""
    truth = np.array([LABELS.index(sample.intent) for sample in known])
    parts = zip(("linear", "network", "semantic"), model_parts(nlp, known), strict=True)
    return {name: round(float((scores.argmax(axis=1) == truth).mean()), 4) for name, scores in parts}


def save(nlp: Language, report: dict[str, Any], out: Path) -> None:
    """Writes the pipeline without what this use of it never reads, and the report beside it."""
    nlp.meta.update({"name": "home_requests", "version": "0.1.0", "license": "Apache-2.0", "performance": report})
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out, exclude=["tokenizer"])
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    bins = [Bin(**one) for one in report["reliability"]]
    (out / "reliability.svg").write_text(reliability_plot(bins), "utf-8")


if __name__ == "__main__":
    main()
