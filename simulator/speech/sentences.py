"""Sentences for the calibration: what residents ask for, all kinds of goals as often as each other.

Things are those of the demo home; titles and artists come from the shipped catalogue and groceries from a list, so that
the words are many.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from devices.catalogue import shipped
from devices.protocol import Registry
from simulator.draws import drawn
from simulator.households.goals.scene import unmarked
from simulator.households.kinds import KINDS
from simulator.households.language.phrases import phrases
from simulator.language_sample import ARTISTS, ITEMS, TITLES, Request, requests

GROCERIES = (
    "apples", "bacon", "baking soda", "basil", "batteries", "beans", "bread", "broccoli", "brown sugar", "butter",
    "carrots", "cheddar cheese", "chicken", "chocolate", "cinnamon", "coffee filters", "cream", "cucumbers",
    "dish soap", "flour", "frozen peas", "garlic", "ginger", "grapes", "ground beef", "ham", "honey", "ice cream",
    "jam", "ketchup", "lemons", "lettuce", "light bulbs", "maple syrup", "mushrooms", "mustard", "noodles", "onions",
    "orange juice", "paper towels", "peanut butter", "pepper", "pineapple", "potatoes", "raspberries", "rice",
    "salmon", "salt", "shampoo", "spinach", "sponges", "strawberries", "tea bags", "toothpaste", "tortillas",
    "tomatoes", "tuna", "vanilla", "vinegar", "yogurt",
)  # fmt: skip


MUSIC = ("music", "album", "track")


def sentence(number: int, registry: Registry) -> Request | None:
    """The sentence of a number, the same every time; none while its kind has no phrasings."""
    kinds = list(KINDS)
    kind = kinds[number % len(kinds)]
    if not phrases().get(kind):
        return None
    request = requests(1, seed=number, registry=registry, kinds=(kind,))[0]
    return _varied(request, drawn("calibration sentence", number))


def _varied(request: Request, rng: Random) -> Request:
    """The same request about another title, artist or grocery, three times in four."""
    if rng.random() < 0.25:
        return request
    items = shipped().items
    if request.kind == "play_title":
        return _said_of(request, TITLES, rng.choice([one.title for one in items]))
    if request.kind == "play_artist":
        return _said_of(request, ARTISTS, rng.choice([one.by for one in items if one.by and one.kind in MUSIC]))
    if request.kind in ("list_add", "list_remove"):
        return _said_of(request, ITEMS, rng.choice(GROCERIES))
    return request


def _said_of(request: Request, listed: tuple[str, ...], other: str) -> Request:
    for words in listed:
        if f" {words} " in f" {request.text} ":
            return replace(request, text=f" {request.text} ".replace(f" {words} ", f" {unmarked(other)} ", 1).strip())
    return request
