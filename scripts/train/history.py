"""Reads the history of review requests that scripts/generate.ts writes."""

import csv
from dataclasses import dataclass

import numpy as np

FEATURES = ["engagement_score", "review_history", "trust_score", "category", "price", "rating_count"]


@dataclass
class History:
    """Rows of requests. `features`: columns in the order of FEATURES, NaN where unknown; `truth`: true probability."""

    month: np.ndarray
    features: np.ndarray
    truth: np.ndarray
    reviewed: np.ndarray

    def of_months(self, first: int, last: int) -> "History":
        """The requests of months `first` to `last`, both included."""
        chosen = (self.month >= first) & (self.month <= last)
        return History(self.month[chosen], self.features[chosen], self.truth[chosen], self.reviewed[chosen])


def read_history(path: str) -> History:
    """Reads the CSV at `path`; its header names the columns."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    number = lambda text: float(text) if text else np.nan  # noqa: E731
    return History(
        month=np.array([int(row["month"]) for row in rows]),
        features=np.array([[number(row[name]) for name in FEATURES] for row in rows], dtype=np.float64),
        truth=np.array([float(row["probability"]) for row in rows]),
        reviewed=np.array([int(row["reviewed"]) for row in rows]),
    )


def medians(features: np.ndarray) -> np.ndarray:
    """The middle of each column's known values: what stands in for a missing one, in training and in serving."""
    return np.nanmedian(features, axis=0)


def with_defaults(features: np.ndarray, defaults: np.ndarray) -> np.ndarray:
    """The features with missing values replaced, as Herald's feature store client does it."""
    return np.where(np.isnan(features), defaults, features)
