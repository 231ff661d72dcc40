"""A value as Athena prints it in results."""

import datetime
import decimal
import math


def as_text(value: object) -> str | None:
    """None stays None (NULL); anything else becomes text."""
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case float():
            return _float_text(value)
        case datetime.datetime():
            zone = " UTC" if value.tzinfo else ""
            return f"{value:%Y-%m-%d %H:%M:%S}.{value.microsecond // 1000:03}{zone}"
        case list() | tuple():
            return f"[{', '.join(map(_inner_text, value))}]"
        case dict():
            return "{" + ", ".join(f"{as_text(k)}={_inner_text(v)}" for k, v in value.items()) + "}"
        case bytes():
            return value.hex(" ")
    return str(value)


def csv_line(row: list[str | None]) -> str:
    """A line of the result file: every value quoted, NULL empty and unquoted."""
    return ",".join("" if v is None else '"' + v.replace('"', '""') + '"' for v in row) + "\n"


def _inner_text(value: object) -> str:
    return "null" if value is None else str(as_text(value))


def _float_text(value: float) -> str:
    """Java's notation: 1.0E7 and above, and below 0.001, with an exponent."""
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return str(value)
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    fraction = "".join(map(str, digits[1:])) or "0"
    return f"{'-' * sign}{digits[0]}.{fraction}E{exponent + len(digits) - 1}"
