"""Calibration as numbers with intervals, and as a picture that needs no drawing library."""

import math

import numpy as np

SIZE, MARGIN = 320, 40


def interval(positives: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927): sound for small counts and shares near 0 or 1."""
    z = 1.959964
    share = positives / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def calibration_table(outcomes: np.ndarray, scores: np.ndarray) -> list[dict]:
    """Ten bins of equal width: mean score, share that left, and that share's 95 % interval. Empty bins are left out."""
    bins = np.minimum((scores * 10).astype(int), 9)
    table = []
    for index in np.unique(bins):
        chosen = bins == index
        low, high = interval(int(outcomes[chosen].sum()), int(chosen.sum()))
        table.append(
            {
                "from": int(index) / 10,
                "to": (int(index) + 1) / 10,
                "count": int(chosen.sum()),
                "meanScore": round(float(scores[chosen].mean()), 4),
                "observed": round(float(outcomes[chosen].mean()), 4),
                "low": round(low, 4),
                "high": round(high, 4),
            }
        )
    return table


def expected_calibration_error(table: list[dict]) -> float:
    """Mean distance between score and share over the bins, weighted by their counts."""
    total = sum(row["count"] for row in table)
    return round(sum(row["count"] * abs(row["meanScore"] - row["observed"]) for row in table) / total, 4)


def calibration_svg(table: list[dict], title: str) -> str:
    """Dots with intervals against the diagonal of a perfect model."""
    x = lambda value: round(MARGIN + value * SIZE, 1)  # noqa: E731
    y = lambda value: round(MARGIN + (1 - value) * SIZE, 1)  # noqa: E731
    grid = "".join(
        f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick}</text>'
        f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>'
        for tick in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    dots = "".join(
        f'<line x1="{x(row["meanScore"])}" x2="{x(row["meanScore"])}" y1="{y(row["low"])}" y2="{y(row["high"])}" stroke="#666"/>'
        f'<circle cx="{x(row["meanScore"])}" cy="{y(row["observed"])}" r="4" fill="#0b5cad"/>'
        for row in table
    )
    side = SIZE + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side + 10}" font-family="sans-serif" font-size="11">'
        f'<title>{title}</title><rect width="{side}" height="{side + 10}" fill="#fff"/>'
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#bbb"/>'
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#bbb" stroke-dasharray="4"/>{grid}{dots}'
        f'<text x="{x(0.5)}" y="{MARGIN - 14}" text-anchor="middle">{title}</text>'
        f'<text x="{x(0.5)}" y="{y(0) + 34}" text-anchor="middle">mean score of the bin</text></svg>\n'
    )
