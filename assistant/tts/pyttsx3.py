"""The base voice: espeak-ng through pyttsx3. About 15 ms for a sentence, and nothing to install beside the package."""

from __future__ import annotations

from assistant import espeak
from assistant.stages import RATE
from assistant.tts.levels import evened
from assistant.tts.spoken_text import spoken
from assistant.turn import Speech


class Pyttsx3Voice:
    """Speaks with one of espeak-ng's voices (`en-us`, `en-us+f2`), `pitch` 0 to 100; at speed 1, 165 words a minute.

    Raises `ValueError` for a voice that espeak-ng does not have.
    """

    def __init__(self, *, voice: str = "en-us+f2", speed: float = 1.0, pitch: int = 45) -> None:
        self._voice, self._rate, self._pitch = voice, round(165 * speed), pitch
        self.speak("ready")  # espeak-ng starts and reads its data here, not in the first turn

    def speak(self, text: str) -> Speech:
        """The text as sound; the same bytes for the same text."""
        words = spoken(text)
        speech = espeak.synthesise(words, voice=self._voice, rate=self._rate, pitch=self._pitch)
        rate = speech.rate or RATE
        return Speech(evened(speech.samples, rate=rate), rate)
