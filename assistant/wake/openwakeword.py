"""Wake words by openWakeWord's models.

openWakeWord is three networks in a row: a mel spectrogram of the last samples, Google's speech embedding over the last
76 of its columns, and a small classifier a wake word over the last embeddings. The package's wheel carries them all;
they are run here directly. Its own `Model` class gives the same scores, but it imports scikit-learn and embeds ten
seconds of silence as one batch, which costs 200 MB, and copies ten seconds of sound at every frame, which costs a
third of the time; and its `reset` forgets the scores but not the sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from assistant.files import InputError
from assistant.stages import FRAME, RATE
from assistant.turn import Detection, Samples

Floats = NDArray[np.float32]

OVERLAP = 480
"""Samples before a frame that its first spectrogram columns need."""

COLUMNS, BINS = 76, 32
"""Spectrogram columns (10 ms each) in one embedding, and their mel bins."""

FEATURES = 96
"""Numbers in an embedding."""

CLASSES = {"timer": ("", "timer_1m", "timer_5m", "timer_10m", "timer_20m", "timer_30m", "timer_1h")}
"""What the outputs of a model of several classes mean; an empty name never wakes."""

REST = 4
"""Frames in a row of low score that end a saying of the wake word. Before it has passed through the classifier's window
its score falls and rises again (in 19 of 120 recordings, up to a second later), so that no sooner than a window after a
detection the next can follow."""


@dataclass(slots=True)
class _Classifier:
    """One wake word model, and whether its word has just been heard."""

    phrase: str
    session: onnxruntime.InferenceSession
    length: int
    """Embeddings it looks at."""
    rest: int = 0
    """Frames before it may fire again."""


class OpenWakeWord:
    """Detects wake words in a stream of frames.

    `models` are names of the wheel's models (`alexa`, `hey_jarvis`, `hey_marvin`, `hey_mycroft`, `timer`, `weather`) or
    paths of `.onnx` files trained with openWakeWord. Raises `InputError` for one that is missing or damaged.
    """

    def __init__(self, models: Sequence[str] = ("alexa",), *, threshold: float = 0.5) -> None:
        self.threshold = threshold
        self._classifiers = [_classifier(_path(model)) for model in models]
        self._spectrogram = _load(_folder() / "melspectrogram.onnx")
        self._embedding = _load(_folder() / "embedding_model.onnx")
        self._quiet = self._embed(np.ones((COLUMNS, BINS), np.float32))
        self.reset()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The wake words listened for."""
        return tuple(classifier.phrase for classifier in self._classifiers)

    def reset(self) -> None:
        """Forgets the stream so far: what comes next is heard as after a long silence."""
        self._frames = 0
        self._tail = np.zeros(OVERLAP, np.float32)
        self._columns = np.ones((COLUMNS, BINS), np.float32)
        longest = max((classifier.length for classifier in self._classifiers), default=1)
        self._features = np.tile(self._quiet, (longest, 1))
        for classifier in self._classifiers:
            classifier.rest = 0

    def detect(self, frame: Samples) -> Detection | None:
        """Takes the next `FRAME` samples; the best detection where a wake word has just ended.

        A wake word is detected once: again only after its score has fallen.
        """
        if len(frame) != FRAME:
            raise ValueError(f"a frame has {FRAME} samples, not {len(frame)}")
        self._take(frame.astype(np.float32))
        self._frames += 1
        at = self._frames * FRAME / RATE
        heard = [detection for classifier in self._classifiers if (detection := self._fired(classifier, at))]
        return max(heard, key=lambda detection: detection.score, default=None)

    def scores(self) -> dict[str, float]:
        """Each wake word's score at the last frame: 0 to 1."""
        return {classifier.phrase: max(self._score(classifier).values()) for classifier in self._classifiers}

    @property
    def embedding(self) -> Floats:
        """What the networks make of the last 0.8 s of sound: `FEATURES` numbers."""
        latest: Floats = self._features[-1]
        return latest

    def _take(self, samples: Floats) -> None:
        sound = np.concatenate((self._tail, samples))
        self._tail = sound[-OVERLAP:]
        columns = self._spectrogram.run(None, {"input": sound[None]})[0].reshape(-1, BINS)
        # The scale that the embedding was trained with, as openWakeWord has it.
        self._columns = np.concatenate((self._columns, columns / 10 + 2))[-COLUMNS:]
        self._features = np.concatenate((self._features[1:], self._embed(self._columns)))

    def _embed(self, columns: Floats) -> Floats:
        output: Floats = self._embedding.run(None, {"input_1": columns[None, :, :, None]})[0]
        return output.reshape(1, FEATURES)

    def _score(self, classifier: _Classifier) -> dict[str, float]:
        name = classifier.session.get_inputs()[0].name
        output = classifier.session.run(None, {name: self._features[None, -classifier.length :]})[0].reshape(-1)
        names = CLASSES.get(classifier.phrase, (classifier.phrase,))
        return {name: float(score) for name, score in zip(names, output, strict=False) if name}

    def _fired(self, classifier: _Classifier, at: float) -> Detection | None:
        phrase, score = max(self._score(classifier).items(), key=lambda item: item[1])
        rest, high = classifier.rest, score >= self.threshold
        classifier.rest = max(rest - 1, REST if high else 0)
        if not high or rest > 0:
            return None
        classifier.rest = classifier.length
        return Detection(phrase, round(score, 4), at)


def names() -> tuple[str, ...]:
    """The wake words whose models come with the package."""
    other = {"melspectrogram", "embedding_model", "silero_vad"}
    return tuple(sorted(_phrase(path) for path in _folder().glob("*.onnx") if path.stem not in other))


def _folder() -> Path:
    """Where the package keeps its models; found without importing it, which would import scikit-learn."""
    spec = find_spec("openwakeword")
    if spec is None or spec.origin is None:
        raise InputError("wake word", "the package openwakeword is not installed; pip install openwakeword")
    return Path(spec.origin).parent / "resources" / "models"


def _phrase(path: Path) -> str:
    """`alexa` for `alexa_v0.1.onnx`."""
    return path.stem.partition("_v0")[0]


def _path(model: str) -> Path:
    if model in names():
        return next(path for path in sorted(_folder().glob("*.onnx")) if _phrase(path) == model)
    path = Path(model)
    if path.suffix != ".onnx":
        raise InputError(model, f"is not a wake word; one of {', '.join(names())}, or a path of an .onnx file")
    if not path.is_file():
        raise InputError(path, "no such file; a wake word model trained with openWakeWord is expected")
    return path


def _load(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread keeps idle listening cheap and its sums in one order; severity 3 keeps its warnings off the terminal.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except _DAMAGED:
        raise InputError(path, "is damaged, or not an ONNX model") from None


_DAMAGED = (
    onnxruntime.capi.onnxruntime_pybind11_state.Fail,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidArgument,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidGraph,
    onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf,
    onnxruntime.capi.onnxruntime_pybind11_state.NoSuchFile,
    onnxruntime.capi.onnxruntime_pybind11_state.NotImplemented,
    onnxruntime.capi.onnxruntime_pybind11_state.RuntimeException,
)
"""What onnxruntime raises for a file that it cannot use; it has no base class for them."""


def _classifier(path: Path) -> _Classifier:
    session = _load(path)
    shape = session.get_inputs()[0].shape
    if len(shape) != 3 or shape[2] != FEATURES or not isinstance(shape[1], int):
        raise InputError(path, f"is not a wake word model: it takes {shape}, not [1, embeddings, {FEATURES}]")
    return _Classifier(_phrase(path), session, shape[1])
