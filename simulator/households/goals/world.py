"""Goals about lists, the world outside, what they like, and what nobody here does."""

from __future__ import annotations

from datetime import timedelta

from devices.protocol import Command
from simulator.households.goals.scene import Scene, spoken
from simulator.households.language.spoken_values import dates
from simulator.households.values import Filler, Goal

GROCERIES = (
    *("milk", "eggs", "bread", "butter", "coffee", "bananas", "apples", "toilet paper", "cheese", "rice", "pasta"),
    *("olive oil", "tomatoes", "chicken", "onions", "garlic", "yogurt", "cereal", "dish soap", "orange juice", "salt"),
    *("flour", "sugar", "ketchup", "paper towels", "dog food", "cat litter", "batteries", "light bulbs", "lettuce"),
    *("avocados", "tortillas", "ground beef", "salmon", "peanut butter", "jam", "honey", "tea", "lemons", "potatoes"),
    *("diapers", "shampoo", "toothpaste", "trash bags", "frozen peas", "ice cream", "chocolate", "sparkling water"),
)
CHORES = (
    *("clean the bathroom", "mow the lawn", "wash the car", "vacuum the stairs", "fix the shelf", "sort the mail"),
    *("clean the fridge", "change the sheets", "rake the leaves", "empty the dishwasher", "paint the fence"),
)
HERE_TODAY = {"place": ("",), "day": ("today",)}
SHOPPING, CHORE_LIST = "todo.shopping_list", "todo.chores"


def list_add(scene: Scene) -> Goal | None:
    """Something is nearly used up."""
    if SHOPPING not in scene.home.registry.entities:
        return None
    item = scene.rng.choice(GROCERIES)
    return scene.goal(
        "list_add",
        need=f"there is hardly any {item} left",
        wants=f"{item} on the shopping list",
        targets=[SHOPPING],
        data={"item": (item,)},
        fillers={"item": (Filler(item, {"item": item}),)},
    )


def list_remove(scene: Scene) -> Goal | None:
    """It was bought."""
    items = _on_list(scene)
    if not items:
        return None
    item = scene.rng.choice(items).lower()
    return scene.goal(
        "list_remove",
        need=f"there is {item} again",
        wants=f"{item} off the shopping list",
        targets=[SHOPPING],
        data={"item": (item,)},
        fillers={"item": (Filler(item, {"item": item}),)},
    )


def list_read(scene: Scene) -> Goal | None:
    """On the way to the shop."""
    if not _on_list(scene):
        return None
    return scene.goal("list_read", need="they go shopping", wants="to hear the shopping list", targets=[SHOPPING])


def chore_add(scene: Scene) -> Goal | None:
    """Something must be done some day."""
    if CHORE_LIST not in scene.home.registry.entities:
        return None
    chore = scene.rng.choice(CHORES)
    return scene.goal(
        "chore_add",
        need=f"somebody must {chore}",
        wants=f"'{chore}' on the list of chores",
        targets=[CHORE_LIST],
        data={"item": (chore,)},
        fillers={"item": (Filler(chore, {"item": chore}),)},
    )


def weather(scene: Scene) -> Goal | None:
    """What to wear?"""
    return scene.goal("weather", need="they wonder what to wear", wants="to know the weather", data=HERE_TODAY)


def weather_day(scene: Scene) -> Goal | None:
    """Plans."""
    day = scene.now.date() + timedelta(days=scene.rng.choice((1, 1, 1, 2, 3)))
    return scene.goal(
        "weather_day",
        need=f"they have plans for {day:%A}",
        wants=f"to know the weather on {day:%A}",
        data={"place": ("",), "day": (day.isoformat(),)},
        fillers={"date": dates(day, scene.now.date())},
    )


def weather_place(scene: Scene) -> Goal | None:
    """Somebody dear lives there, or a journey goes there."""
    places = scene.resident.tastes.places
    if not places:
        return None
    name, meant = scene.rng.choice(places)
    return scene.goal(
        "weather_place",
        need=f"they think of {meant}",
        wants=f"to know the weather in {meant}",
        data={"place": _called(scene, name, meant)},
        fillers={"place": (Filler(spoken(name), {"name": spoken(name)}),)},
    )


def _called(scene: Scene, name: str, meant: str) -> tuple[str, ...]:
    """What the meant place may be called: by its region or country too, and by its name alone if it is the best known
    of that name."""
    known = scene.home.world.find_places(name)
    where = [place for place in known if meant == f"{name}, {place.region or place.country}"]
    alone = (name,) if where and where[0] == known[0] else ()
    return (meant, *(f"{name}, {place.country}" for place in where), *alone)


def time(scene: Scene) -> Goal | None:
    """What time is it?"""
    return scene.goal("time", need="they have no watch on", wants="to know the time")


def date(scene: Scene) -> Goal | None:
    """What day is it?"""
    return scene.goal("date", need="they have lost count of the days", wants="to know the date")


def score(scene: Scene) -> Goal | None:
    """Did they win?"""
    if not scene.resident.tastes.teams:
        return None
    team = scene.rng.choice(scene.resident.tastes.teams)
    return scene.goal(
        "score",
        need="they missed the game",
        wants=f"to know how the {team} played",
        data={"team": (team,)},
        fillers={"team": _team(team)},
    )


def restaurant(scene: Scene) -> Goal | None:
    """Nobody wants to cook."""
    if not scene.resident.tastes.cuisines:
        return None
    cuisine = scene.rng.choice(scene.resident.tastes.cuisines)
    return scene.goal(
        "restaurant",
        need="nobody wants to cook",
        wants=f"a place that serves {cuisine} food",
        data={"cuisine": (cuisine,)},
        fillers={"cuisine": (Filler(spoken(cuisine), {"cuisine": spoken(cuisine)}),)},
    )


def teach_team(scene: Scene) -> Goal | None:
    """They tell what they like."""
    if not scene.resident.tastes.teams:
        return None
    team = scene.resident.tastes.teams[0]
    return _taught(scene, "teach_team", "team", team, _team(team, "value"))


def teach_food(scene: Scene) -> Goal | None:
    """They tell what they like."""
    liked = scene.resident.tastes.cuisines
    return _taught(scene, "teach_food", "cuisine", liked[0], _liking(liked[0])) if liked else None


def teach_genre(scene: Scene) -> Goal | None:
    """They tell what they like."""
    liked = scene.resident.tastes.genres
    return _taught(scene, "teach_genre", "genre", liked[0], _liking(liked[0])) if liked else None


def unsupported(scene: Scene) -> Goal | None:
    """What nobody here does."""
    return scene.goal("unsupported", need="they think that it can do anything", wants="something that it can't do")


def _taught(scene: Scene, kind: str, placeholder: str, liked: str, fillers: tuple[Filler, ...]) -> Goal:
    values = tuple(str(filler.slots["value"]) for filler in fillers)
    return scene.goal(
        kind,
        need="it shall know what they like",
        wants=f"it to know that they like {liked}",
        data={"value": (liked, *values)},
        fillers={placeholder: fillers},
    )


def _liking(word: str) -> tuple[Filler, ...]:
    return (Filler(spoken(word), {"value": spoken(word)}),)


def _team(team: str, slot: str = "team") -> tuple[Filler, ...]:
    """A team is called by its last word as a rule."""
    short = spoken(team.rpartition(" ")[2])
    return (Filler(short, {slot: short}), Filler(spoken(team), {slot: spoken(team)}, official=True))


def _on_list(scene: Scene) -> list[str]:
    """What is still to be bought."""
    if SHOPPING not in scene.home.registry.entities:
        return []
    items = scene.home.execute(Command(SHOPPING, "get_items")).response.get("items") or []
    return [str(item["summary"]) for item in items if item.get("status") != "completed"]
