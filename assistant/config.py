"""The only wiring: from a configuration to the stages and the ears of an assistant."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.asr.calibration import SAME, curve_of
from assistant.asr.choice import choose, speaks
from assistant.asr.pocketsphinx import PocketSphinxRecogniser
from assistant.asr.pronunciation import pronounce
from assistant.asr.speed import load_speeds
from assistant.asr.whisper_files import joined
from assistant.assistant import Assistant
from assistant.backends import RECOGNISERS, VOICES, backend
from assistant.ears import Ears
from assistant.files import InputError
from assistant.live.conversation import Conversation, TalkSettings
from assistant.live.near import NearSpeech, OwnVoice
from assistant.live.playback import Playback
from assistant.models import installed
from assistant.nlu.custom import CustomSentences
from assistant.nlu.interpreter import SpacyInterpreter
from assistant.nlu.spoken import spoken_sentences
from assistant.pipeline import Stages
from assistant.resolve.resolver import ContextResolver
from assistant.respond.responder import PlainResponder
from assistant.rewrite.learnt import LearntRewriter
from assistant.settings import Settings
from assistant.stages import Recogniser, Voice
from assistant.turn import Samples
from assistant.vad import SileroVoiceActivity
from assistant.wake.openwakeword import OpenWakeWord
from devices.protocol import Registry

FIRST = {"vosk": "vosk-model-small-en-us-0.15", "whisper": "whisper-base.en"}
"""A good first model of each recogniser for people who speak English."""

SEED = 0
"""Of the sentences that the embedded recogniser's language model is built from."""


@dataclass(frozen=True, slots=True)
class Config:
    """What can be chosen about an assistant."""

    wake_words: tuple[str, ...] = ("alexa",)
    """Names of models that are here, or paths of one's own."""
    threshold: float = 0.5
    asr: str | None = None
    """`pocketsphinx`, `vosk` or `whisper`; without it, the best of those that are here and fast enough."""
    asr_model: Path | None = None
    speeds: Mapping[str, float] = field(default_factory=dict)
    """Seconds that each recogniser needs for a request on this machine, where they were measured."""
    voice: str = "pyttsx3"
    voice_speed: float = 1.0
    """2 is twice as fast as it speaks by itself."""
    echo_cancellation: bool = True
    keep_audio: bool = False
    """Whether the log keeps the sound of what was heard."""
    models: tuple[Path, ...] = ()
    """Folders to look for models in."""
    cache: Path | None = None
    """Where built language models are kept; nowhere without it."""
    language: str = "en"
    titles: tuple[str, ...] = ()
    """Titles of media that the recogniser shall know."""


def build_stages(
    config: Config,
    registry: Registry,
    *,
    custom: CustomSentences | None = None,
    holdout: float = 0.0,
    seed: str = "",
) -> Stages:
    """The stages of a turn for one home; for `holdout` and `seed` see `LearntRewriter`."""
    interpreter, resolver = SpacyInterpreter(registry, custom=custom), ContextResolver()
    return Stages(
        rewriter=LearntRewriter(interpreter, resolver, registry, holdout=holdout, seed=seed),
        interpreter=interpreter,
        resolver=resolver,
        responder=PlainResponder(),
        voice=build_voice(config.voice, speed=config.voice_speed),
    )


def configured(settings: Settings, *, data: Path, titles: Sequence[str] = ()) -> Config:
    """The configuration that a person's settings ask for; models, caches and this machine's speeds live in the data
    folder."""
    config = Config(
        wake_words=settings.wake,
        threshold=settings.threshold,
        asr=settings.asr,
        asr_model=settings.asr_model,
        speeds=load_speeds(data),
        voice=settings.voice,
        voice_speed=settings.voice_speed,
        echo_cancellation=settings.echo_cancellation,
        keep_audio=settings.keep_audio,
        models=(data / "models",),
        cache=data / "cache",
        titles=tuple(titles),
    )
    return lite(config) if settings.lite else config


def lite(config: Config) -> Config:
    """The same assistant for a board with 1 GB of memory: without Whisper and Piper, which take most of it. Vosk is
    kept where it is asked for, as its small models fit too; `python -m simulator.memory_cost` has the figures."""
    asr = config.asr if config.asr == "vosk" else "pocketsphinx"
    return replace(config, asr=asr, voice="pyttsx3")


def build_voice(name: str, *, speed: float = 1.0) -> Voice:
    """The assistant's voice by its backend's name, `speed` times as fast as it speaks by itself."""
    voice: Voice = backend(VOICES, name, what="voice")(speed=speed)
    return voice


def build_recogniser(
    config: Config, registry: Registry, *, custom: CustomSentences | None = None, calibrated: bool = True
) -> Recogniser:
    """The recogniser for one home: the one asked for, or the best of those that are here and fast enough.

    Its confidences are on the common scale unless not `calibrated`. Raises `InputError` where one is asked for that has
    no model here.
    """
    name = config.asr or choose(installed(config.models), config.speeds, language=config.language)
    make = backend(RECOGNISERS, name, what="--asr")
    model = _model(config, name) if name in FIRST else None
    sentences = spoken_sentences(registry, rng=random.Random(SEED), custom=custom, titles=config.titles)
    phrases = tuple(Path(word).stem.replace("_", " ") for word in config.wake_words)
    embedded = PocketSphinxRecogniser(sentences, cache=config.cache, phonemes=pronounce, phrases=phrases)
    curve = curve_of(name) if calibrated else SAME
    recogniser: Recogniser = embedded
    if name == "vosk":
        recogniser = make(model, language=embedded, curve=curve)
    elif name == "whisper":
        recogniser = make(model, beside=embedded, language=config.language, curve=curve)
    return recogniser


def build_ears(config: Config, recogniser: Recogniser, *, wakes: bool = True) -> Ears:
    """The ears of one satellite; without `wakes` they listen only when told to."""
    wake = OpenWakeWord(config.wake_words, threshold=config.threshold) if wakes else None
    return Ears(wake=wake, activity=SileroVoiceActivity(), recogniser=recogniser, keep_sound=config.keep_audio)


def build_conversation(
    config: Config,
    assistant: Assistant,
    recogniser: Recogniser,
    *,
    satellite: str,
    playback: Playback | None = None,
    chime: Samples | None = None,
    settings: TalkSettings | None = None,
) -> Conversation:
    """The conversation of one satellite: its loudspeaker plays `playback`, and `chime` says that it listens."""
    from assistant.live.echo import NoEchoCanceller, WebRtcEchoCanceller  # 40 MB that only a conversation needs

    return Conversation(
        assistant,
        build_ears(config, recogniser),
        playback or Playback(),
        satellite=satellite,
        canceller=WebRtcEchoCanceller() if config.echo_cancellation else NoEchoCanceller(),
        near=NearSpeech(SileroVoiceActivity()),
        own=OwnVoice(OpenWakeWord(config.wake_words, threshold=config.threshold)),
        chime=chime,
        settings=settings,
    )


def _model(config: Config, backend: str) -> Path:
    """The folder of a recogniser's model: the one given, or the first installed one of the language."""
    if config.asr_model is not None:
        return config.asr_model
    models = [one for one in installed(config.models) if one.backend == backend and speaks(one, config.language)]
    if not models:
        raise InputError("--asr", f"no {backend.title()} model is installed; ambient models fetch {FIRST[backend]}")
    model = models[0]
    if not model.more:
        return model.path
    if config.cache is None:
        raise InputError("--asr", f"{model.name} comes in parts; it needs a data folder to put them together in")
    return joined((model.path, *model.more), config.cache / model.name)
