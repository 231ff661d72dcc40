"""How good probabilities are: against outcomes, and against the truth that only a generated world has."""

import numpy as np


def auc(outcomes: np.ndarray, scores: np.ndarray) -> float:
    """Chance that a review scores above a non-review (Mann-Whitney; ties count half)."""
    values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    positives = outcomes.sum()
    return float((ranks[outcomes == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(outcomes) - positives)))


def against_outcomes(outcomes: np.ndarray, scores: np.ndarray) -> dict:
    """AUC, log loss and Brier score."""
    safe = np.clip(scores, 1e-9, 1 - 1e-9)
    loss = -np.mean(outcomes * np.log(safe) + (1 - outcomes) * np.log(1 - safe))
    return {
        "auc": rounded(auc(outcomes, scores)),
        "logLoss": rounded(loss),
        "brier": rounded(np.mean((scores - outcomes) ** 2)),
    }


def against_truth(truth: np.ndarray, scores: np.ndarray) -> dict:
    """Distance from the generator's true probabilities."""
    spread = scores.std() > 1e-9
    return {
        "correlation": rounded(np.corrcoef(truth, scores)[0, 1]) if spread else None,
        "meanAbsoluteError": rounded(np.abs(truth - scores).mean()),
    }


def calibration(outcomes: np.ndarray, scores: np.ndarray) -> list[dict]:
    """Ten bins of equal width: mean score beside the share that did leave a review."""
    bins = np.minimum((scores * 10).astype(int), 9)
    table = []
    for index in range(10):
        chosen = bins == index
        if chosen.any():
            table.append(
                {
                    "from": index / 10,
                    "requests": int(chosen.sum()),
                    "meanScore": rounded(scores[chosen].mean()),
                    "reviewed": rounded(outcomes[chosen].mean()),
                }
            )
    return table


def rounded(value: float) -> float:
    return round(float(value), 4)
