"""What the shipped model and this home's names make of what people say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.context import Context
from assistant.intents import INTENTS, UNSUPPORTED
from assistant.nlu.interpreter import MOST, SpacyInterpreter
from assistant.turn import Hypothesis, Interpretation, Transcript
from devices.protocol import Area, Entity, Floor, Registry

HOME = Registry(
    floors={"up": Floor("up", "Upstairs")},
    areas={
        ident: Area(ident, name, aliases=aliases)
        for ident, name, aliases in (
            ("kitchen", "Kitchen", ("galley",)),
            ("hall", "Hall", ()),
            ("living", "Living room", ()),
            ("bedroom", "Bedroom", ()),
        )
    },
    entities={
        entity.id: entity
        for entity in (
            Entity("light.big", "Kitchen ceiling light", "kitchen", aliases=("big light",)),
            Entity("light.lamp", "Bedside lamp", "bedroom"),
            Entity("oven.kitchen", "Oven", "kitchen"),
            Entity("coffee_maker.kitchen", "Coffee maker", "kitchen"),
            Entity("cover.garage", "Garage door", None, "garage"),
            Entity("lock.front", "Front door"),
            Entity("media_player.tv", "Living room TV", "living", "tv"),
            Entity("climate.home", "Thermostat", "hall"),
            Entity("vacuum.rover", "Rover"),
            Entity("switch.zorblax", "Zorblax"),
        )
    },
)
NOW = Context(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def interpreter() -> SpacyInterpreter:
    return SpacyInterpreter(HOME)


def understood(interpreter: SpacyInterpreter, text: str, *others: str) -> tuple[Interpretation, ...]:
    heard = tuple(Hypothesis(other, 0.5) for other in others)
    return interpreter.interpret(Transcript(text, 0.6 if others else 1.0, heard), NOW)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("turn on the kitchen lights", "HassTurnOn", {"area": "kitchen", "domain": "light"}),
        ("switch the big light off please", "HassTurnOff", {"name": "big light"}),
        ("kitchen lights off", "HassTurnOff", {"area": "kitchen", "domain": "light"}),
        ("turn everything off except the hall", "HassTurnOff", {"quantifier": "all", "except_area": "hall"}),
        ("turn on the zorblax", "HassTurnOn", {"name": "zorblax"}),
        ("it's too dark in here", "HassTurnOn", {"area": "here"}),
        ("open garage door", "HassTurnOn", {"name": "garage door"}),
        ("close the blinds in the bedroom", "HassTurnOff", {"domain": "cover", "device_class": "blind"}),
        ("lock the front door", "HassTurnOn", {"name": "front door"}),
        ("did I lock the front door", "HassGetState", {"name": "front door", "state": "locked"}),
        ("is the oven ready", "HassGetState", {"name": "oven", "state": "ready"}),
        ("set the bedside lamp to 45%", "HassLightSet", {"name": "bedside lamp", "brightness": 45}),
        ("make the kitchen lights dark blue", "HassLightSet", {"area": "kitchen", "color": "darkblue"}),
        ("dim the bedside lamp a bit", "LightAdjust", {"name": "bedside lamp", "direction": "down"}),
        ("I'm freezing", "ClimateAdjust", {"direction": "up"}),
        ("set the thermostat to twenty one degrees", "HassClimateSetTemperature", {"temperature": 21}),
        ("preheat the oven to three fifty", "OvenPreheat", {"name": "oven", "temperature": 350}),
        ("start brewing", "CoffeeBrew", {}),
        ("play hunger games", "HassMediaSearchAndPlay", {"search_query": "hunger games"}),
        ("play some jazz in the living room", "HassMediaSearchAndPlay", {"search_query": "jazz"}),
        ("play music", "HassMediaSearchAndPlay", {}),
        ("turn the volume down by ten percent", "HassSetVolumeRelative", {"volume_step": -10}),
        ("set a timer for an hour and a half", "HassStartTimer", {"hours": 1, "minutes": 30}),
        ("set a pasta timer for ten minutes", "HassStartTimer", {"minutes": 10, "name": "pasta"}),
        ("wake me up at quarter to seven tomorrow morning", "AlarmSet", {"time": "06:45", "date": "tomorrow"}),
        ("remind me to call mum at five pm", "ReminderSet", {"message": "call mum", "time": "17:00"}),
        ("put apples on the shopping list", "HassShoppingListAddItem", {"item": "apples"}),
        ("what's the weather in London tomorrow", "HassGetWeather", {"name": "london", "date": "tomorrow"}),
        ("announce that dinner is ready", "HassBroadcast", {"message": "dinner is ready"}),
        ("I'm a Warriors fan", "TeachPreference", {"kind": "team", "value": "warriors", "like": True}),
        ("turn it off again", "HassTurnOff", {"name": "it"}),
        ("turn off the lights in ten minutes", "HassTurnOff", {"domain": "light", "delay": 600}),
        ("turn off the lights at sunset", "HassTurnOff", {"domain": "light", "at": "sunset"}),
        ("turn on the, no, off the kitchen light", "HassTurnOff", {"area": "kitchen", "domain": "light"}),
        ("um could you, uh, vacuum the hall", "HassVacuumCleanArea", {"area": "hall"}),
        ("switch the lights off everywhere", "HassTurnOff", {"domain": "light", "quantifier": "all"}),
        ("are the windows in the hall unlocked", "HassGetState", {"domain": "lock", "area": "hall"}),
        ("are any devices unplugged", "HassGetState", {"device_class": "plug", "state": "off"}),
        ("is anything vibrating in the hall", "HassGetState", {"device_class": "vibration", "area": "hall"}),
        ("is anybody home", "HassGetState", {"state": "home", "device_class": None}),
        ("set the lights in the hall to candle light", "HassLightSet", {"area": "hall", "temperature": 1900}),
        ("set the fan mode of the thermostat to high", "HassClimateSetFanMode", {"name": "thermostat"}),
        ("add red peppers to the shopping list", "HassShoppingListAddItem", {"item": "red peppers"}),
        ("put plums on my to do list", "HassListAddItem", {"item": "plums", "name": "to do"}),
        ("play the hall in the bedroom", "HassMediaSearchAndPlay", {"search_query": "the hall", "area": "bedroom"}),
        ("play my running playlist", "HassMediaSearchAndPlay", {"search_query": "my running"}),
    ],
)
def test_requests_are_understood(
    interpreter: SpacyInterpreter, text: str, intent: str, slots: dict[str, object]
) -> None:
    best = understood(interpreter, text)[0]
    assert best.intent == intent
    assert {slot: best.slots.get(slot) for slot in slots} == slots


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("turn off the lights and lock the front door", ["HassTurnOff", "HassTurnOn"]),
        ("turn on the kitchen and hall lights", ["HassTurnOn", "HassTurnOn"]),
        ("add milk and eggs to my shopping list", ["HassShoppingListAddItem"] * 2),
        ("remind me to feed the cat and lock the door", ["ReminderSet"]),
        ("play rock and roll", ["HassMediaSearchAndPlay"]),
    ],
)
def test_each_request_of_an_utterance_is_an_act(interpreter: SpacyInterpreter, text: str, acts: list[str]) -> None:
    best = {one.act: one.intent for one in reversed(understood(interpreter, text))}
    assert [best[act] for act in sorted(best)] == acts


@pytest.mark.parametrize("text", ["list", "add list", "is", "any", "switch", "illuminate", "play", "the", "tell", "'s"])
def test_a_word_alone_is_borne(interpreter: SpacyInterpreter, text: str) -> None:
    assert all(0 <= one.confidence <= 1 for one in understood(interpreter, text))


def test_an_ambiguous_question_has_all_its_readings(interpreter: SpacyInterpreter) -> None:
    found = {one.intent: one.confidence for one in understood(interpreter, "what is the temperature")}
    assert {"HassClimateGetTemperature", "HassGetState", "HassGetWeather"} <= set(found)
    assert all(found[intent] > 0.05 for intent in ("HassClimateGetTemperature", "HassGetState", "HassGetWeather"))


@pytest.mark.parametrize(
    "text",
    [
        "make me a sandwich",
        "order a pizza",
        "what is the capital of france",
        "send an email to my boss",
        "book me a flight to rome",
        "tell me a joke",
        "how do you say cheese in french",
        "what is seven times eight",
    ],
)
def test_what_nobody_here_does_is_said_to_be_that(interpreter: SpacyInterpreter, text: str) -> None:
    assert understood(interpreter, text)[0].intent == UNSUPPORTED


@pytest.mark.parametrize("text", ["", "   ", "?!", "uh", "asdf qwer zxcv", "🙂🙂", "\x00\x1b[31m"])
def test_gibberish_is_not_understood(interpreter: SpacyInterpreter, text: str) -> None:
    assert understood(interpreter, text) == ()


def test_a_second_hypothesis_can_outweigh_the_first(interpreter: SpacyInterpreter) -> None:
    found = understood(
        interpreter, "turn of the kit chen light", "turn off the kitchen light", "turn off the kitchen lights"
    )
    assert found[0].intent == "HassTurnOff"
    assert found[0].slots["area"] == "kitchen"


def test_interpretations_are_few_and_best_first(interpreter: SpacyInterpreter) -> None:
    found = understood(interpreter, "turn it up a little")
    assert 1 <= len(found) <= MOST
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)


def test_five_thousand_words_are_no_trouble(interpreter: SpacyInterpreter) -> None:
    assert understood(interpreter, "turn on the light " * 1_250) is not None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_known_intents_or_nothing(text: str) -> None:
    for one in SHARED.interpret(Transcript(text, 1.0), NOW):
        assert one.intent in INTENTS or one.intent == UNSUPPORTED
        assert 0 <= one.confidence <= 1


SHARED = SpacyInterpreter(HOME)


def test_a_title_may_hold_an_and_with_a_verb_after_it(interpreter: SpacyInterpreter) -> None:
    (title,) = {each.slots.get("search_query") for each in understood(interpreter, "play come and get it")[:1]}
    assert title == "come and get it"
    acts = {each.act for each in understood(interpreter, "play open arms and lock the front door")}
    assert acts == {0, 1}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("add milk, eggs and bread to the shopping list", ["milk", "eggs", "bread"]),
        ("put eggs and bread and butter on the shopping list", ["eggs", "bread", "butter"]),
        ("add red peppers to my shopping list", ["red peppers"]),
    ],
)
def test_each_thing_for_the_list_is_an_item(interpreter: SpacyInterpreter, text: str, items: list[str]) -> None:
    found = {one.act: one.slots["item"] for one in reversed(understood(interpreter, text))}
    assert [found[act] for act in sorted(found)] == items


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("remind me at noon to feed the cat", {"time": "12:00", "message": "feed the cat"}),
        ("wake me at half six", {"time": "06:30?"}),
    ],
)
def test_times_stand_anywhere(interpreter: SpacyInterpreter, text: str, slots: dict[str, str]) -> None:
    assert dict(understood(interpreter, text)[0].slots) == slots


@pytest.mark.parametrize(
    "text", ["set the volume to " + "9" * 400, "a timer of " + "9" * 400 + " minutes", "\ufffd light"]
)
def test_no_number_is_too_large_to_be_answered(interpreter: SpacyInterpreter, text: str) -> None:
    understood(interpreter, text)
