"""The responder: a short, true answer from what was resolved and what came of it.

The same turn is always answered in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context
from assistant.resolve.kinds import CLASS_WORDS
from assistant.respond.answers import ANSWERS
from assistant.respond.brief import chimes
from assistant.respond.done import Words, done
from assistant.respond.phrases import FAILED, MEANT, MEANT_ELSE, MISSING, NOT_UNDERSTOOD, UNDONE
from assistant.respond.speech import listed, sentence
from assistant.respond.things import are, lowered, one, thing
from assistant.respond.titles import titles
from assistant.turn import STATUSES, Act, Reply, Resolution, Rewrite, Status
from devices.protocol import Failure, Home, Outcome

SURELY = 0.8
"""The score of a rewrite from which on an answer need not name what it took the words for; assumed."""

STATUS_OF: dict[Failure, Status] = {
    Failure.REFUSED: "refused",
    Failure.INVALID: "refused",
    Failure.UNSUPPORTED: "unsupported",
}
"""By failure; the others are `failed`."""


class PlainResponder:
    """Words replies from templates."""

    def respond(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        """The reply and the turn's status, which is the worst of its acts'."""
        if not resolution.acts:
            return Reply(NOT_UNDERSTOOD, "not_understood")
        left = list(outcomes)
        said, statuses = [], []
        for act in resolution.acts:
            own, left = left[: len(act.commands)], left[len(act.commands) :]
            status = status_of(act, own)
            words = _worded(act, own, status, resolution, home, context)
            said.append(sentence(words))
            statuses.append(status)
        text = " ".join(dict.fromkeys(words for words in said if words))
        status = max(statuses, key=STATUSES.index)
        question = resolution.question is not None
        if not question and _names_rewrite(status, context.rewrite):
            text = f'I took that for "{context.words}". {text}'
        brief = status == "done" and not question and chimes(resolution, outcomes, home, context)
        return Reply(text, status, question, brief)


def _names_rewrite(status: Status, rewrite: Rewrite | None) -> bool:
    """Whether a reply says what other words it took.

    What was done shows or says itself what it was, and so does a question back. An answer may be about something else
    than was asked and sound right, so it says so unless the rewrite is sure; and so does what cannot be done, which
    else speaks of things that nobody said. People want what was understood confirmed in passing where it isn't
    self-evident, and they do correct it then.
    """
    if rewrite is None or status in ("done", "asked"):
        return False
    return status != "answered" or rewrite.score < SURELY


def status_of(act: Act, outcomes: Sequence[Outcome]) -> Status:
    """An act's status once its commands were carried out: the worst of theirs."""
    failures = [STATUS_OF.get(o.failure, "failed") for o in outcomes if o.failure is not None]
    return max(failures, key=STATUSES.index) if failures else act.status


def _worded(
    act: Act, outcomes: Sequence[Outcome], status: Status, resolution: Resolution, home: Home, context: Context
) -> str:
    if act.status == "asked":
        return _asked(act, resolution, home, context)
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    if failed:
        worked = [outcome for outcome in outcomes if outcome.failure is None]
        first = sentence(done(act, worked, home, context)) if worked and len(outcomes) > 1 else ""
        return f"{first} {sentence(_failed(failed, home, context))}".strip()
    if status == "answered" and act.intent in ANSWERS:
        return ANSWERS[act.intent](act, outcomes, home, context)
    if status in ("done", "answered"):
        return done(act, outcomes, home, context)
    return _undone(act, home, context)


def _failed(failed: Sequence[Outcome], home: Home, context: Context) -> str:
    """The reason, honestly; the device's own where it gave one."""
    outcome = failed[0]
    targets = tuple(dict.fromkeys(o.command.entity for o in failed))
    failure = outcome.failure or Failure.UNSUPPORTED
    words = {
        "thing": thing(targets, home, context),
        "is_": are(targets),
        "isnt": "aren't" if len(targets) > 1 else "isn't",
    }
    said = FAILED[failure].format(**words)
    if not outcome.detail:
        return said
    return f"sorry, {outcome.detail}" if failure is Failure.INVALID else f"{said}: {outcome.detail}"


def _undone(act: Act, home: Home, context: Context) -> str:
    """Why nothing was tried."""
    slots = act.facts.get("slots") or act.slots
    reason = act.reason
    if reason == "no_entity" and not slots.get("name"):
        reason = "no_kind"
    domain = str(slots.get("domain"))
    known = CLASS_WORDS.get((domain, slots.get("device_class"))) or CLASS_WORDS.get((domain, None)) or ""
    area = act.slots.get("area")
    words = {
        "name": slots.get("name"),
        "kind": known.split(",")[0] or "such thing",
        "where": f"in the {lowered(str(area))}" if area else "here",
        "area": slots.get("area"),
        "place": act.facts.get("place"),
    }
    return UNDONE.get(reason, "I can't do that").format_map(Words(words))


def _asked(act: Act, resolution: Resolution, home: Home, context: Context) -> str:
    question = resolution.question
    if act.reason == "needs_code":
        return "What's the code?"
    if act.reason == "in_doubt" and question is not None:
        return f"{sentence(_doubted(question.options[0], home, context))[:-1]}?"
    if act.reason == "needs_confirmation" and question is not None:
        return f"{sentence(_intended(question.options[0], home, context))[:-1]}?"
    if act.reason == "which" and question is not None:
        return f"{sentence(_options(question.options, home, context))[:-1]}?"
    slot = act.reason.partition(":")[2]
    return f"{sentence(MISSING.get(slot, 'what exactly'))[:-1]}?"


def _intended(act: Act, home: Home, context: Context) -> str:
    command = act.commands[0].data.get("conversation_command") if act.commands else None
    if command:
        return f"shall I do that: {command}"
    verbs = {"unlock": "unlock", "open": "open", "alarm_disarm": "disarm"}
    named = thing(act.targets, home, context)
    return f"shall I {verbs.get(act.commands[0].service, 'open')} {named}"


def _doubted(act: Act, home: Home, context: Context) -> str:
    """What was understood, to be said yes or no to."""
    words = {
        name: str(act.slots.get(name) or act.facts.get(name) or "") for name in ("item", "message", "list", "time")
    }
    title = str(act.facts.get("title") or act.slots.get("search_query") or "something")
    return MEANT.get(act.intent, MEANT_ELSE).format(thing=thing(act.targets, home, context), title=title, **words)


def _options(options: Sequence[Act], home: Home, context: Context) -> str:
    """`Which one: the hall light or the wall light`, as short as tells them apart."""
    if named := titles(options):
        return f"which one: {named}"
    if all(len(act.targets) == 1 for act in options):
        return f"which one: {listed([_called(act.targets[0], home) for act in options], 'or')}"
    return f"in which room: {listed([_room(act, home) for act in options], 'or')}"


def _called(ident: str, home: Home) -> str:
    state = home.states.get(ident)
    own = state.attributes.get("name") if state and ident.startswith("timer.") else None
    return f"the {own} timer" if own else one(ident, home)


def _room(act: Act, home: Home) -> str:
    area = act.slots.get("area")
    return f"the {lowered(str(area))}" if area else thing(act.targets, home, Context(now=home.now))
