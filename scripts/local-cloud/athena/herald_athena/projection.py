"""Partition projection: which partition values a table's parameters would make, and where they lie in S3."""

import datetime
import re

from .catalog import GlueTable, parameters, partition_keys
from .object_store import folder

JAVA_TO_PYTHON = (("yyyy", "%Y"), ("MM", "%m"), ("dd", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S"), ("'", ""))
DAYS = {"YEAR": 365.25, "MONTH": 30.44, "WEEK": 7, "DAY": 1, "HOUR": 1 / 24, "MINUTE": 1 / 1440}
RELATIVE = re.compile(r"NOW(?:\s*([+-])\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE)S?)?")


class Projection:
    """The projection of one partition key."""

    def __init__(self, table_parameters: dict[str, str], key: str) -> None:
        self.key = key
        self._settings = {
            name.removeprefix(f"projection.{key}."): value
            for name, value in table_parameters.items()
            if name.startswith(f"projection.{key}.")
        }
        self.kind = self._settings.get("type", "")

    def makes(self, value: str) -> bool:
        """Whether this value is one of those that projection makes."""
        match self.kind:
            case "injected":
                return True
            case "enum":
                return value in [v.strip() for v in self._settings["values"].split(",")]
            case "integer":
                return self._makes_integer(value)
            case "date":
                return self._makes_date(value)
        return False

    def _range(self) -> tuple[str, str]:
        low, high = (v.strip() for v in self._settings["range"].split(","))
        return low, high

    def _makes_integer(self, value: str) -> bool:
        low, high = self._range()
        digits = int(self._settings.get("digits", 0))
        if not re.fullmatch(r"-?\d+", value) or not int(low) <= int(value) <= int(high):
            return False
        return value == (f"{int(value):0{digits}}" if digits else str(int(value)))

    def _makes_date(self, value: str) -> bool:
        low, high = self._range()
        pattern = self._settings.get("format", "yyyy-MM-dd")
        for java, python in JAVA_TO_PYTHON:
            pattern = pattern.replace(java, python)
        try:
            return moment(low, pattern) <= moment(value, pattern) <= moment(high, pattern)
        except ValueError:
            return False


def moment(text: str, pattern: str) -> datetime.datetime:
    """A point in time as precise as the pattern: written out, or relative (`NOW-3DAYS`). Raises ValueError."""
    relative = RELATIVE.fullmatch(text)
    if not relative:
        return datetime.datetime.strptime(text, pattern)
    sign, count, unit = relative[1] or "+", int(relative[2] or 0), relative[3] or "DAY"
    shift = datetime.timedelta(days=DAYS[unit] * count)
    now = datetime.datetime.now(datetime.UTC)
    return datetime.datetime.strptime((now + shift if sign == "+" else now - shift).strftime(pattern), pattern)


def projections(table: GlueTable) -> list[Projection]:
    return [Projection(parameters(table), key["Name"]) for key in partition_keys(table)]


def location_template(table: GlueTable, fixed: dict[str, str]) -> str:
    """Where a partition's objects lie, `${key}` left for every key without a fixed value."""
    names = [key["Name"] for key in partition_keys(table)]
    usual = folder(table["StorageDescriptor"]["Location"]) + "/".join(f"{n}=${{{n}}}" for n in names)
    template = folder(parameters(table).get("storage.location.template") or usual)
    for name, value in fixed.items():
        template = template.replace(f"${{{name}}}", value)
    return template


def template_pattern(template: str) -> re.Pattern[str]:
    """Matches the address of an object under a template, with a group for every key that is left in it."""
    return re.compile(re.sub(r"\\\$\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template)))
