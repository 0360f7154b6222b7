"""When the sun rises and sets, to a few minutes: enough for "at sunset"."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

HORIZON = math.radians(-0.833)
"""The sun's centre at rising, for its size and the air's refraction."""


def sun_time(which: str, now: datetime, location: tuple[float, float]) -> datetime | None:
    """The next `sunrise` or `sunset` at a latitude and longitude in degrees; none where the sun stays up or down.

    The sunrise equation with the equation of time in its usual short form (J. Meeus, *Astronomical Algorithms*, 2nd
    ed., chapters 15 and 28, shortened).
    """
    for day in (-1, 0, 1):  # the day in UTC may be the next one already
        noon = (now + timedelta(days=day)).astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
        due = _on_day(which, noon, *location)
        if due is not None and due > now:
            return due.astimezone(now.tzinfo)
    return None


def _on_day(which: str, noon: datetime, latitude: float, longitude: float) -> datetime | None:
    angle = 2 * math.pi * (noon.timetuple().tm_yday - 81) / 365
    declination = math.radians(23.44) * math.sin(angle)
    minutes = 9.87 * math.sin(2 * angle) - 7.53 * math.cos(angle) - 1.5 * math.sin(angle)
    north = math.radians(latitude)
    cosine = (math.sin(HORIZON) - math.sin(north) * math.sin(declination)) / (math.cos(north) * math.cos(declination))
    if not -1 <= cosine <= 1:
        return None
    half_day = math.degrees(math.acos(cosine)) / 15
    hours = -longitude / 15 - minutes / 60 + (half_day if which == "sunset" else -half_day)
    return noon + timedelta(hours=hours)
