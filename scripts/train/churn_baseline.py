"""Trains churn-baseline-v1 on real customers (IBM telco churn, public).

Usage: churn_baseline.py CUSTOMERS.csv OUTPUT_FOLDER PROFILES.csv. The same customers make the same files.
PROFILES.csv (outside the repository) takes features and baseline by customer: what telemetry is generated around.
"""

import csv
import sys
from pathlib import Path

import numpy as np

from boosting import fit, parity, scores_of, write_json, write_model
from calibration_plot import calibration_svg, calibration_table, expected_calibration_error
from churn_cards import baseline_card
from churn_customers import DROPPED, FEATURES, MONOTONE, Customers, read_customers
from evaluation import against_outcomes, rounded

MODEL_ID = "churn-baseline-v1"
VERSION = "1.0.0"
SETTINGS = {
    "trees": 150,
    "max_depth": 3,
    "eta": 0.05,
    "min_child_weight": 5,
    "lambda": 3.0,
    "subsample": 0.8,
    "colsample_bytree": 0.7,
    "seed": 42,
    "monotone": MONOTONE,
}
FOLDS, REPEATS = 5, 10


def stratified_folds(outcomes: np.ndarray, seed: int) -> np.ndarray:
    """A fold for each customer, so that all folds have the same share of leavers."""
    random = np.random.default_rng(seed)
    folds = np.zeros(len(outcomes), dtype=int)
    for outcome in (0, 1):
        places = np.flatnonzero(outcomes == outcome)
        random.shuffle(places)
        folds[places] = np.arange(len(places)) % FOLDS
    return folds


def cross_validate(customers: Customers) -> dict:
    """Repeated stratified cross-validation over all customers: each fold is judged by a model that never saw it."""
    figures = []
    for repeat in range(REPEATS):
        folds = stratified_folds(customers.churned, seed=repeat)
        for fold in range(FOLDS):
            seen, unseen = folds != fold, folds == fold
            model = fit(customers.features[seen], customers.churned[seen], FEATURES, SETTINGS)
            figures.append(against_outcomes(customers.churned[unseen], scores_of(model, customers.features[unseen])))
    spread = lambda name: [one[name] for one in figures]  # noqa: E731
    summary = {name: {"mean": rounded(np.mean(spread(name))), "deviation": rounded(np.std(spread(name)))} for name in figures[0]}
    return {"folds": FOLDS, "repeats": REPEATS} | summary


def unseen_scores(customers: Customers) -> np.ndarray:
    """Each customer's score by a model that was fitted to the four other folds."""
    folds = stratified_folds(customers.churned, seed=0)
    scores = np.zeros(len(customers.churned))
    for fold in range(FOLDS):
        seen, unseen = folds != fold, folds == fold
        model = fit(customers.features[seen], customers.churned[seen], FEATURES, SETTINGS)
        scores[unseen] = scores_of(model, customers.features[unseen])
    return scores


def evaluate(customers: Customers) -> dict:
    """Figures on the fixed held-out customers, by a model that was fitted to the others."""
    seen, unseen = ~customers.held_out, customers.held_out
    model = fit(customers.features[seen], customers.churned[seen], FEATURES, SETTINGS)
    scores = scores_of(model, customers.features[unseen])
    table = calibration_table(customers.churned[unseen], scores)
    constant = np.full(unseen.sum(), customers.churned[seen].mean())
    metrics = {
        "modelId": MODEL_ID,
        "version": VERSION,
        "customers": len(customers.churned),
        "churned": rounded(customers.churned.mean()),
        "crossValidation": cross_validate(customers),
        "heldOut": {
            "customers": int(unseen.sum()),
            "churned": rounded(customers.churned[unseen].mean()),
            "model": against_outcomes(customers.churned[unseen], scores),
            "baseRate": against_outcomes(customers.churned[unseen], constant),
            "expectedCalibrationError": expected_calibration_error(table),
            "calibration": table,
        },
        "droppedColumns": DROPPED,
    }
    return metrics


def specification(customers: Customers, table: list[dict]) -> dict:
    """features.json. A missing value takes the middle of all customers."""
    middles = np.median(customers.features, axis=0)
    features = [
        {"name": name, "entity": "customer", "group": "profile", "default": float(middle)}
        for name, middle in zip(FEATURES, middles, strict=True)
    ]
    intervals = [{name: row[name] for name in ("from", "to", "low", "high")} for row in table]
    return {"modelId": MODEL_ID, "version": VERSION, "features": features, "calibration": intervals}


def write_profiles(path: Path, customers: Customers, baseline: np.ndarray) -> None:
    """Features, lifetime value, split and baseline by customer; no id. Not for the repository: they are real people's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([*FEATURES, "lifetime_value", "held_out", "baseline"])
        for features, value, held_out, score in zip(
            customers.features, customers.lifetime_value, customers.held_out, baseline, strict=True
        ):
            out.writerow([*features.tolist(), value, int(held_out), f"{score:.6f}"])


def main(customers_path: str, folder: str, profiles_path: str) -> None:
    customers = read_customers(customers_path)
    metrics = evaluate(customers)
    metrics["calibration"] = calibration_table(customers.churned, unseen_scores(customers))
    # What is served was fitted to every customer, by the settings that the figures judge.
    model = fit(customers.features, customers.churned, FEATURES, SETTINGS)
    out = Path(folder)
    write_model(out, model, specification(customers, metrics["calibration"]), metrics)
    # Made-up rows: real customers' values stay out of the repository.
    random = np.random.default_rng(1)
    mixed = np.column_stack([random.permutation(column) for column in customers.features.T])[:200]
    write_json(out / "parity.json", parity(model, mixed), indent=None)
    (out / "calibration.svg").write_text(calibration_svg(metrics["calibration"], f"{MODEL_ID}, out of fold"), encoding="utf-8")
    (out / "MODEL_CARD.md").write_text(baseline_card(metrics, SETTINGS), encoding="utf-8")
    write_profiles(Path(profiles_path), customers, scores_of(model, customers.features))
    figures = metrics["crossValidation"]["auc"], metrics["heldOut"]["model"]
    print(f"{MODEL_ID} {VERSION}: cross-validated AUC {figures[0]}, held out {figures[1]}, written to {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
