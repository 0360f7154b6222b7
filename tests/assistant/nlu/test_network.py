"""What is computed at run time is what the trained spaCy pipeline computes."""

import random

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from assistant.nlu.component import MARKS
from assistant.nlu.examples import samples
from assistant.nlu.gazetteer import Known
from assistant.nlu.network import SpanReader, WordVectors
from assistant.nlu.noise import misheard
from assistant.nlu.pipeline import MODEL, Pipeline, load_pipeline

RARE = [["on"], ["qwxyz"], ["off", "off", "off"], ["7", "12:30", "3rd"], ["turn", "the", "old", "one", "off"] * 12]
"""One word, none that anybody knows, the same again, numbers, and a very long request."""


@pytest.fixture(scope="module")
def spacy_pipeline() -> Language:
    return load_pipeline(MODEL)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(MODEL)


def requests(seed: int, count: int) -> list[list[str]]:
    """Some of our own sentences, as said and as misheard."""
    rng = random.Random(seed)
    said = [list(sample.words) for sample in rng.sample(samples(rng, each=1, test=True), count)]
    return said + [misheard(words, rng, rate=0.3) for words in said] + RARE


def test_chances_are_those_of_the_spacy_pipeline(spacy_pipeline: Language, pipeline: Pipeline) -> None:
    for words in requests(seed=3, count=150):
        doc = spacy_pipeline(Doc(spacy_pipeline.vocab, words=words, user_data={MARKS: ("light",)}))
        chances = pipeline.read(words, [Known(0, 1, ("light",))]).chances
        assert chances == pytest.approx(doc.cats, abs=1e-4)
        assert list(chances) == list(doc.cats)


def test_spans_are_those_of_the_spacy_pipeline(spacy_pipeline: Language) -> None:
    vectors, reader = WordVectors(spacy_pipeline.get_pipe("tok2vec")), SpanReader(spacy_pipeline.get_pipe("ner"))
    for words in requests(seed=4, count=150):
        doc = spacy_pipeline(Doc(spacy_pipeline.vocab, words=words))
        assert reader.read(vectors.of(words)) == tuple((span.start, span.end, span.label_) for span in doc.ents)


def test_a_word_met_before_reads_as_one_that_is_new(spacy_pipeline: Language) -> None:
    remembering = WordVectors(spacy_pipeline.get_pipe("tok2vec"))
    for words in requests(seed=5, count=20):
        remembering.of(words[::-1])
        fresh = WordVectors(spacy_pipeline.get_pipe("tok2vec"))
        assert np.array_equal(remembering.of(words), fresh.of(words))
