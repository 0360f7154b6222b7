"""Trains the understanding of words: `python -m assistant.nlu.train [--seed 0] [--out DIR] [--small]`.

A spaCy pipeline whose word vectors (`tok2vec`) are shared by a span model (`ner`) and a text categoriser, and a linear
intent model beside them (`component.IntentFusion`). Scores on templates never trained on go to `meta.json` and to a
report that a person can read. Same seed, same scores.
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

MODEL = Path(__file__).parent / "model"
WIDTH, DEPTH = 64, 2
BATCH = 192

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
    nlp = train(seed=options.seed, each=1 if options.small else 8, epochs=2 if options.small else 5)
    report = score(nlp, held_out_samples(options.seed))
    save(nlp, report, options.out)


def train(*, seed: int, each: int, epochs: int) -> Language:
    """A trained pipeline; `each` samples of every template, `epochs` passes over them."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    known = samples(rng, each=each)
    nlp = blank_pipeline()
    _train_network(nlp, known, epochs, rng)
    targets = np.array([LABELS.index(sample.intent) for sample in known])
    texts = [(list(sample.words), sample.marks) for sample in known]
    weights = np.array([sample.weight for sample in known], np.float32)
    linear = fit_linear(texts, targets, LABELS, weights, seed=seed)
    fusion: Any = nlp.add_pipe("intent_fusion", name="intents")
    fusion.settle(linear, Fusion(), unsupported=UNSUPPORTED)
    fusion.settle(linear, _fitted_fusion(nlp, samples(rng, each=2, test=True)), unsupported=UNSUPPORTED)
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


def _parts(nlp: Language, known: Sequence[Sample]) -> tuple[Floats, Floats]:
    """Both models' log probabilities, a row a sample."""
    fusion: Any = nlp.get_pipe("intents")
    linear = np.stack([fusion.linear.log_probabilities(list(one.words), one.marks) for one in known])
    docs = [Doc(nlp.vocab, words=list(sample.words)) for sample in known]
    with nlp.select_pipes(enable=["tok2vec", "textcat"]):
        cats = [doc.cats for doc in nlp.pipe(docs, batch_size=256)]
    network = np.log(np.array([[cat[label] for label in LABELS] for cat in cats], np.float32) + 1e-6)
    return linear, network


def _fitted_fusion(nlp: Language, known: Sequence[Sample]) -> Fusion:
    """The weighing of least cross-entropy on held-out sentences; the two weights are a temperature too."""
    linear, network = _parts(nlp, known)
    truth = np.array([LABELS.index(sample.intent) for sample in known])
    guarded = LABELS.index(UNSUPPORTED)
    share = (truth == guarded).mean()
    weight = np.where(truth == guarded, UNSUPPORTED_SHARE / share, (1 - UNSUPPORTED_SHARE) / (1 - share))

    def loss(weights: NDArray[np.float64]) -> float:
        scores = weights[0] * linear + weights[1] * network
        scores[:, guarded] += weights[2]
        return float(-(weight * log_softmax(scores)[np.arange(len(truth)), truth]).mean())

    best = minimize(loss, np.array([0.6, 0.4, 0.0]), method="Nelder-Mead", options={"maxiter": 200}).x
    return Fusion(float(best[0]), float(best[1]), float(best[2]))


def score(nlp: Language, known: Sequence[Sample]) -> dict[str, float]:
    """Shares of held-out sentences: right intent, right intent and spans, and the calibration error."""
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
    return {
        "sentences": len(known),
        "intent": round(right / len(known), 4),
        "intent_and_spans": round(whole / len(known), 4),
        "calibration_error": round(calibration_error(np.array(confidences), np.array(hits)), 4),
    }


def calibration_error(confidences: NDArray[Any], hits: NDArray[Any], *, bins: int = 15) -> float:
    """Expected calibration error: the mean gap between confidence and share of hits, over equal bins (Guo 2017)."""
    edges = np.clip((confidences * bins).astype(int), 0, bins - 1)
    gaps = [
        abs(confidences[edges == at].mean() - hits[edges == at].mean()) * (edges == at).mean()
        for at in range(bins)
        if (edges == at).any()
    ]
    return float(sum(gaps))


def save(nlp: Language, report: dict[str, float], out: Path) -> None:
    """Writes the pipeline without what this use of it never reads, and the report beside it."""
    nlp.meta.update({"name": "home_requests", "version": "0.1.0", "license": "Apache-2.0", "performance": report})
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out, exclude=["tokenizer"])
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
