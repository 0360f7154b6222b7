"""What scenes share: models are loaded once and serve every scene of the same home."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.asr.speed import load_speeds
from assistant.config import Config, build_ears, build_recogniser, build_stages
from assistant.ears import Ears
from assistant.pipeline import Stages
from assistant.stages import Recogniser
from devices.catalogue import shipped
from simulator.audio_channel import AudioChannel
from simulator.channels import Channel, TextChannel
from simulator.room import write_scenes
from simulator.scene import Scene


class Equipment:
    """Stages, recognisers and channels for scenes."""

    def __init__(self, channel: str, config: Config) -> None:
        self.channel, self.config = channel, config
        self._stages: dict[str, Stages] = {}
        self._recognisers: dict[str, Recogniser] = {}
        self.played: list[AudioChannel] = []

    def stages(self, scene: Scene) -> Stages:
        """The stages of a scene's assistant; spoken replies in the audio channel alone."""
        key = scene.key
        if key not in self._stages:
            self._stages[key] = build_stages(self.config, scene.registry, custom=scene.custom)
        return self._stages[key]

    def open(self, scene: Scene, *, seed: int) -> Channel:
        """A channel for one scene."""
        if self.channel == "text":
            return TextChannel()
        rng = np.random.default_rng([seed, *scene.scenario.scenario.encode()])
        channel = AudioChannel(ears=lambda: self._ears(scene), rng=rng, noise=scene.scenario.noise)
        self.played.append(channel)
        return channel

    def _ears(self, scene: Scene) -> Ears:
        key = scene.key
        if key not in self._recognisers:
            self._recognisers[key] = build_recogniser(self.config, scene.registry, custom=scene.custom)
        return build_ears(replace(self.config, wake_words=(scene.scenario.wake,)), self._recognisers[key])

    def write_wav(self, path: Path) -> None:
        """All scenes played so far, one after another, as a person in the room hears them."""
        write_scenes(path, [channel.room for channel in self.played])


def text_config() -> Config:
    """The assistant of the text channel: replies are read."""
    return Config(voice="silent")


def audio_config(data: Path, asr: str | None, asr_model: Path | None = None) -> Config:
    """The assistant of the audio channel; models, caches and this machine's speeds live in the data folder."""
    return Config(
        asr=asr,
        asr_model=asr_model,
        speeds=load_speeds(data),
        models=(data / "models",),
        cache=data / "cache",
        titles=tuple(item.title for item in shipped().items),
    )
