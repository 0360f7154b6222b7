"""Weather entities: what was declared holds for the day, then the world's own weather shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from devices.device import Device, Response, Service
from devices.parameters import Data, as_number
from devices.protocol import Forecast, Place, State, Value
from devices.units import celsius, reading, unit

DAYS = 7
"""Days of a forecast."""


class Weather(Device):
    """The weather at home, or at the place that the attribute `place` names."""

    initial = "unknown"

    def begin(self) -> None:
        self._held = self.house.now.date()
        self._offset = 0.0
        self._place: Place | None = None
        self.update(None, temperature_unit=unit(self.house.settings))

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.update(state, **{key: value for key, value in attributes.items() if key != "temperature"})
        named = attributes.get("place")
        if isinstance(named, str):
            self._place = next(iter(self.house.world.find_places(named)), None)
        self._held = self.house.now.date()
        given = as_number(attributes.get("temperature"))
        if given is not None:
            warm = celsius(given, self.house.settings)
            if self._place is None:
                self.house.outdoors.set(warm) if self.house.started else self.house.outdoors.begin(warm)
            self._offset = warm - self._outside()
        if state is None and self.state == self.initial:
            self.update(self._today().condition)

    def snapshot(self) -> State:
        state, today = self._state, self._today()
        held = self._held == self.house.now.date()
        warm = self._outside() + (self._offset if held else 0.0)
        attributes = {
            "wind_speed": today.wind_speed,
            **state.attributes,
            "temperature": reading(warm, self.house.settings),
        }
        return State(state.state if held else today.condition, attributes, state.changed)

    def get_forecasts(self, data: Data) -> Response:
        """The next days, as Home Assistant answers."""
        today = self.house.now.date()
        days = [self.house.world.forecast(self._place, today + timedelta(days=n)) for n in range(DAYS)]
        return {"forecast": [_as_data(day) for day in days]}

    def _today(self) -> Forecast:
        return self.house.world.forecast(self._place, self.house.now.date())

    def _outside(self) -> float:
        if self._place is None:
            return self.house.outdoors.temperature()
        return celsius(self._today().temperature, self.house.settings)

    services: ClassVar[Mapping[str, Service]] = {"get_forecasts": get_forecasts}


def _as_data(forecast: Forecast) -> Mapping[str, Value]:
    return {
        "datetime": forecast.day.isoformat(),
        "condition": forecast.condition,
        "temperature": forecast.temperature,
        "templow": forecast.low,
        "wind_speed": forecast.wind_speed,
        "precipitation_probability": forecast.precipitation_probability,
    }
