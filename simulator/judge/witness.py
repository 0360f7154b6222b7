"""A witness of one assistant's stages, who knows what was meant: changes nothing, unless a fault is planted.

The stages are wrapped: each does its work, and what it was given and gave is kept. Where an output is wrong, the next
stage is given the right input and run again for real while the home is still as it was; the stages are pure, so that a
second run leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.context import Context
from assistant.intents import CONVERSATION
from assistant.nlu.text import normalise
from assistant.pipeline import Stages
from assistant.stages import Rewriter
from assistant.turn import Interpretation, Reply, Resolution, Rewrite, Transcript, Turn
from devices.protocol import UNAVAILABLE, Home, Outcome
from simulator.households.values import Want
from simulator.judge.again import Again, doing, meaning
from simulator.judge.failure import failure_point
from simulator.judge.faults import PlantedFaults
from simulator.judge.meeting import as_said, asks_rightly, meets, reached
from simulator.judge.sameness import means_the_same, says_the_same
from simulator.judge.seen import Gold, Seen, Where, verdict_of
from simulator.judge.seen import note as note_of
from simulator.judge.values import FailurePoint, Verdict
from simulator.judge.watched import FaultyHome, watched

__all__ = ["Gold", "Where", "Witness"]


class Witness:
    """Watches one assistant: build it with this `stages` and `home`, say what is `expect`ed, take the `verdict`."""

    def __init__(self, stages: Stages, home: Home, *, faults: PlantedFaults | None = None) -> None:
        self._stages, self._faults = stages, faults
        self._seen = Seen(None, Where(""))
        self.home: Home = FaultyHome(home, faults) if faults else home
        self.stages = watched(self, stages.voice)
        self.oracle: Rewriter | None = None
        """Rewrites in the place of the assistant's own rewriter, where one who knows the truth shall."""

    def expect(self, gold: Gold | None, where: Where) -> None:
        """The next utterance says this; none where nobody speaks to it."""
        self._seen = Seen(gold, where)
        if self._faults is not None:
            self._faults.begin(where.goal, where.attempt)

    def missed(self, gold: Gold, where: Where) -> Verdict:
        """Nothing woke."""
        seen = Seen(gold, where)
        return verdict_of(seen, "", "missed_wake", right=False, met=False, note="nothing woke")

    def verdict(self, turn: Turn) -> Verdict:
        """What is to be said of the turn that was just taken."""
        seen, planted = self._seen, "+".join(self._faults.planted) if self._faults else ""
        if seen.gold is None:
            note = f"woken by nobody; heard '{turn.transcript.text}'"
            return verdict_of(seen, turn.turn, "false_wake", right=False, met=False, note=note, planted=planted)
        rights = self._rights(turn)
        met = self._met(turn, seen.gold.want)
        right = rights["result"]
        point: FailurePoint = "correct"
        if not right:
            point = failure_point(rights, lambda stage: self._same_again(stage, turn))
        note = "" if right else note_of(point, seen, turn)
        return verdict_of(seen, turn.turn, point, right=right, met=met, note=note, planted=planted, rights=rights)

    def rewritten(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """The rewriter's turn; with it, what was heard may be planted."""
        self._seen.transcript = transcript
        found = (self.oracle or self._stages.rewriter).rewrite(transcript, context, home)
        if self._faults is not None:
            found = self._faults.rewriting(found, transcript)
        self._seen.transcript, self._seen.rewrite = transcript, found
        return found

    def interpreted(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The interpreter's turn."""
        found = self._stages.interpreter.interpret(transcript, context)
        self._seen.read = found
        if self._faults is not None:
            found = self._faults.interpreting(found)
        self._seen.context, self._seen.interpretations = context, found
        return found

    def guessed(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The interpreter's guesses, where it understood nothing: nothing is done upon them."""
        return self._stages.interpreter.guesses(transcript, context)

    def resolved(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """The resolver's turn, and its second one with the right interpretation where something is wrong."""
        found = self._stages.resolver.resolve(interpretations, home, context)
        if self._faults is not None:
            found = self._faults.resolving(found, home)
        seen = self._seen
        seen.resolution = found
        if seen.gold is not None:
            want, states = as_said(seen.gold.want, seen.gold.spoken), home.states
            seen.before = {one: states[one] for one in want.rises if one in states}
            seen.otherwise = self._tells_otherwise(found, seen.interpretations, home, context)
            seen.right_resolution = not seen.otherwise and (
                meets(found, want, states) or asks_rightly(found, want, states)
            )
            if seen.rewrite is not None:
                seen.other_way = self._goes_right(*self._other_way(seen.rewrite), home, context)
            if not seen.right_resolution:
                seen.again = self._again(context).resolved(home)
                seen.misled = self._misled(home, context)
        return found

    def responded(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        """The responder's turn."""
        reply = self._stages.responder.respond(resolution, outcomes, home, context)
        return self._faults.answering(reply, resolution) if self._faults else reply

    def heard(self, transcript: Transcript) -> Transcript:
        """What is heard, with a fault if one is planted there: for whoever carries the words to the assistant."""
        return self._faults.hearing(transcript) if self._faults else transcript

    def misses(self, goal: str, attempt: int) -> bool:
        """Whether a missed wake word is planted."""
        return self._faults is not None and self._faults.misses(goal, attempt)

    def _met(self, turn: Turn, want: Want) -> bool:
        return not self._seen.otherwise and reached(turn, want, self.home, self._seen.before)

    def _rights(self, turn: Turn) -> dict[FailurePoint, bool]:
        """Of each stage that ran, whether its output was right."""
        seen = self._seen
        assert seen.gold is not None
        assert seen.transcript is not None
        spoken, want = seen.gold.spoken, seen.gold.want
        rights: dict[FailurePoint, bool] = {"asr": says_the_same(seen.transcript.text, spoken.text)}
        if seen.used is not None:
            same = says_the_same(seen.used.text, spoken.text)
            rights["rewrite"] = same or means_the_same(seen.read, spoken)
        rights["nlu"] = means_the_same(seen.interpretations, spoken) and not (seen.misled and not rights["asr"])
        met = self._met(turn, as_said(want, spoken))
        # What the home shows has the last word: a resolution that did what was wanted was right.
        rights["resolve"] = seen.right_resolution or met
        asked = turn.question and seen.right_resolution
        declined = not want.supported and seen.right_resolution and turn.status not in ("done", "answered")
        rights["result"] = asked or declined or met
        return rights

    def _same_again(self, stage: FailurePoint, turn: Turn) -> bool:
        """Whether a stage, given the right input, gives the same wrong output."""
        seen = self._seen
        assert seen.gold is not None
        assert seen.context is not None
        if stage == "rewrite":
            again = self._again(seen.context).rewritten(self.home)
            return again is not None and seen.rewrite is not None and again.text == seen.rewrite.text
        if stage == "nlu":
            found = self._again(seen.context).interpreted()
            return not means_the_same(found, seen.gold.spoken) and meaning(found) == meaning(seen.interpretations)
        if stage == "resolve":
            return seen.again is not None and doing(seen.again) == doing(seen.resolution)
        return self._fails_again(turn)

    def goes_right(self, text: str, context: Context) -> bool:
        """Whether what is being said would be resolved rightly, had it been rewritten to these words: for the rewriter
        that knows the truth. The stages are pure, so nothing is left behind."""
        return self._seen.gold is not None and self._goes_right(Transcript(text, 1.0), True, self.home, context)

    def stands_right(self, transcript: Transcript, context: Context) -> bool:
        """Whether it would be resolved rightly as it was heard; where nobody spoke, there is nothing to mend."""
        return self._seen.gold is None or self._goes_right(transcript, False, self.home, context)

    @property
    def gold(self) -> Gold | None:
        """What was said last, and what is wanted of it."""
        return self._seen.gold

    def _other_way(self, rewrite: Rewrite) -> tuple[Transcript, bool]:
        """What the interpreter would have got the other way, and whether that is rewritten."""
        if rewrite.arm != "rewritten":
            return Transcript(rewrite.text, rewrite.score), True
        assert self._seen.transcript is not None
        return self._seen.transcript, False

    def _goes_right(self, transcript: Transcript, rewritten: bool, home: Home, context: Context) -> bool:
        """Whether a request so worded would be resolved rightly, here and now; planted faults strike none of it."""
        assert self._seen.gold is not None
        gold, states = self._seen.gold, home.states
        context = replace(context, words=transcript.text, rewritten=rewritten)
        read = self._stages.interpreter.interpret(transcript, context)
        found = self._stages.resolver.resolve(read, home, context)
        want = as_said(gold.want, gold.spoken)
        if self._tells_otherwise(found, read, home, context):
            return False
        return meets(found, want, states) or asks_rightly(found, want, states)

    def _tells_otherwise(self, found: Resolution, read: Sequence[Interpretation], home: Home, context: Context) -> bool:
        """Whether a misread question is answered otherwise than the right one, where nothing in the want tells the
        answers apart: "how long is left" with a name that no timer has."""
        assert self._seen.gold is not None
        want = self._seen.gold.want
        told = want.targets or want.data or want.states or want.rises or not want.supported
        if told or want.intents[0] in CONVERSATION or any(act.status != "answered" for act in found.acts):
            return False
        if means_the_same(read, self._seen.gold.spoken):
            return False
        return doing(self._again(context).resolved(home)) != doing(found)

    def _misled(self, home: Home, context: Context) -> bool:
        """Whether the resolver, which reads the words too, is right on the same interpretations of the right words:
        then what was misheard went past the interpreter."""
        seen = self._seen
        assert seen.gold is not None
        words = normalise(seen.gold.spoken.text)
        same = [replace(one, text=words) for one in seen.interpretations if not one.act]
        found = self._again(context).resolved_from(same, home)
        want = as_said(seen.gold.want, seen.gold.spoken)
        return meets(found, want, home.states) or asks_rightly(found, want, home.states)

    def _fails_again(self, turn: Turn) -> bool:
        """Whether carrying out and answering, which failed, would have failed with the right resolution too.

        A command can't be given twice without doing it twice; so it is seen from the things that are meant: what can't
        be reached fails whoever asks. A planted fault strikes the right commands as it struck the wrong ones.
        """
        if self._faults is not None and "result" in self._faults.planted:
            return True
        assert self._seen.gold is not None
        want, states = self._seen.gold.want, self.home.states
        things = {*want.targets, *want.states, *want.rises}
        failed = any(outcome.failure is not None for outcome in turn.outcomes)
        return failed and any(states[one].state == UNAVAILABLE for one in things if one in states)

    def _again(self, context: Context) -> Again:
        """The stages, for a second run on what was said."""
        assert self._seen.gold is not None
        return Again(self._stages, self._faults, self._seen.gold.spoken, context)
