"""Trains churn-risk-v3 on generated situations of real customers and judges it against the generator's truth.

Usage: churn_risk.py SITUATIONS.csv BASELINE_FOLDER REQUEST.json OUTPUT_FOLDER. The same situations make the same files.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

from boosting import fit, parity, scores_of, write_json, write_model
from calibration_plot import calibration_svg, calibration_table, expected_calibration_error
from churn_cards import risk_card
from churn_customers import FEATURES as PROFILE
from churn_customers import MONOTONE
from evaluation import against_outcomes, against_truth, rounded

MODEL_ID = "churn-risk-v3"
VERSION = "3.0.0"
# Where a feature comes from (ModelSpec): entity, group.
TELEMETRY = {
    "lifetime_value": ("customer", "engagement"),
    "engagement_score": ("customer", "engagement"),
    "sessions_30d": ("customer", "telemetry"),
    "crash_free_rate": ("customer", "telemetry"),
    "support_history": ("customer", "telemetry"),
    "error_frequency": ("event", "event"),
    "error_severity": ("event", "event"),
    "known_issue": ("event", "event"),
}
FEATURES = [*PROFILE, *TELEMETRY]
SETTINGS = {
    "trees": 250,
    "max_depth": 3,
    "eta": 0.12,
    "min_child_weight": 20,
    "lambda": 2.0,
    "subsample": 0.8,
    "colsample_bytree": 0.8,
    "seed": 42,
    "monotone": MONOTONE | {"error_frequency": 1, "error_severity": 1, "crash_free_rate": -1, "support_history": 1, "sessions_30d": -1},
}


def read_situations(path: str) -> dict[str, np.ndarray]:
    """Columns by name."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def features_in(columns: dict[str, np.ndarray], chosen: np.ndarray) -> np.ndarray:
    return np.column_stack([columns[name][chosen] for name in FEATURES])


def specification(columns: dict[str, np.ndarray], table: list[dict]) -> dict:
    """features.json. An event that says nothing is no error; anything else missing takes the middle."""
    features = [
        {
            "name": name,
            "entity": TELEMETRY.get(name, ("customer", "profile"))[0],
            "group": TELEMETRY.get(name, ("customer", "profile"))[1],
            "default": 0.0 if TELEMETRY.get(name, ("",))[0] == "event" else float(np.median(columns[name])),
        }
        for name in FEATURES
    ]
    intervals = [{name: row[name] for name in ("from", "to", "low", "high")} for row in table]
    return {"modelId": MODEL_ID, "version": VERSION, "features": features, "calibration": intervals}


def seed_example(model: xgb.Booster, baseline_folder: str, example: dict) -> dict:
    """The seed's customer: by the truth (worked out by the generator) and by the two models."""
    baseline_model = xgb.Booster(model_file=str(Path(baseline_folder) / "model.json"))
    row = lambda names: np.array([[example["features"][name] for name in names]])  # noqa: E731
    baseline = float(scores_of(baseline_model, row(PROFILE))[0])
    risk = float(scores_of(model, row(FEATURES))[0])
    figures = {"baseline": rounded(baseline), "risk": rounded(risk), "ratio": rounded(risk / baseline)}
    return {"truth": example["truth"], "model": figures}


def evaluate(model: xgb.Booster, columns: dict[str, np.ndarray]) -> tuple[dict, list[dict]]:
    """Figures on situations of held-out customers."""
    unseen = columns["held_out"] == 1
    scores, outcomes = scores_of(model, features_in(columns, unseen)), columns["churned"][unseen]
    truth, baseline = columns["probability"][unseen], columns["baseline"][unseen]
    table = calibration_table(outcomes, scores)
    metrics = {
        "modelId": MODEL_ID,
        "version": VERSION,
        "judgedAgainst": "the generator's truth, not real outcomes",
        "training": {"situations": int((~unseen).sum()), "churned": rounded(columns["churned"][~unseen].mean())},
        "evaluation": {"situations": int(unseen.sum()), "churned": rounded(outcomes.mean())},
        "model": against_outcomes(outcomes, scores) | against_truth(truth, scores),
        "baseline": against_outcomes(outcomes, baseline) | against_truth(truth, baseline),
        "truth": against_outcomes(outcomes, truth),
        "expectedCalibrationError": expected_calibration_error(table),
        "calibration": table,
    }
    return metrics, table


def main(situations_path: str, baseline_folder: str, request_path: str, folder: str) -> None:
    columns = read_situations(situations_path)
    seen = columns["held_out"] == 0
    model = fit(features_in(columns, seen), columns["churned"][seen], FEATURES, SETTINGS)
    metrics, table = evaluate(model, columns)
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    metrics["situationsPerCustomer"] = request["situationsPerCustomer"]
    metrics["seedExample"] = seed_example(model, baseline_folder, request["example"])
    out = Path(folder)
    write_model(out, model, specification(columns, table), metrics)
    # Made-up rows: real customers' values stay out of the repository.
    random = np.random.default_rng(1)
    mixed = np.column_stack([random.permutation(columns[name])[:200] for name in FEATURES])
    write_json(out / "parity.json", parity(model, mixed), indent=None)
    (out / "calibration.svg").write_text(calibration_svg(table, f"{MODEL_ID} on held-out customers"), encoding="utf-8")
    (out / "MODEL_CARD.md").write_text(risk_card(metrics, SETTINGS, list(TELEMETRY)), encoding="utf-8")
    print(f"{MODEL_ID} {VERSION}: {metrics['model']}, example {metrics['seedExample']}, written to {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
