"""The plain model that the trees have to beat: logistic regression on standardised, log-scaled features."""

import numpy as np


def design(features: np.ndarray) -> np.ndarray:
    """Columns with an intercept; counts and prices in logarithms, the category as twenty switches."""
    engagement, reviews, trust, category, price, ratings = features.T
    switches = np.eye(20)[category.astype(int)][:, 1:]
    numbers = np.column_stack([engagement, np.log1p(reviews), trust, np.log1p(price), np.log1p(ratings)])
    return np.column_stack([np.ones(len(features)), numbers, switches])


def fit(features: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
    """Weights by Newton's method (iteratively reweighted least squares)."""
    columns = design(features)
    weights = np.zeros(columns.shape[1])
    for _ in range(12):
        probability = 1 / (1 + np.exp(-columns @ weights))
        curvature = columns.T @ (columns * (probability * (1 - probability))[:, None]) + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(curvature, columns.T @ (outcomes - probability))
    return weights


def predict(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Probabilities of a review."""
    return 1 / (1 + np.exp(-design(features) @ weights))
