"""Trains review-propensity-v2 on the first nine months of the history and judges it on the last three.

Usage: train.py HISTORY.csv OUTPUT_FOLDER. The same history makes the same files.
"""

import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

import logistic_regression
from evaluation import against_outcomes, against_truth, calibration, rounded
from history import FEATURES, History, medians, read_history, with_defaults
from model_card import model_card

MODEL_ID = "review-propensity-v2"
VERSION = "2.0.0"
TRAINING_MONTHS = (0, 8)
EVALUATION_MONTHS = (9, 11)
TREES = 100
PARAMETERS = {
    "objective": "binary:logistic",
    "tree_method": "hist",
    "max_depth": 5,
    "eta": 0.12,
    "min_child_weight": 60,
    "lambda": 2.0,
    "subsample": 0.8,
    "seed": 42,
    # One thread: sums in another order would change the last digits of the model.
    "nthread": 1,
}
GROUPS = {"customer": "engagement", "product": "catalogue"}
CUSTOMER_FEATURES = FEATURES[:3]


def train(history: History, defaults: np.ndarray) -> xgb.Booster:
    """Fits the trees to the outcomes."""
    rows = with_defaults(history.features, defaults)
    data = xgb.DMatrix(rows, label=history.reviewed, feature_names=FEATURES)
    return xgb.train(PARAMETERS, data, num_boost_round=TREES)


def scores_of(model: xgb.Booster, rows: np.ndarray) -> np.ndarray:
    return model.predict(xgb.DMatrix(rows, feature_names=FEATURES)).astype(np.float64)


def feature_list(defaults: np.ndarray) -> dict:
    """features.json: ModelSpec of lambdas/candidates/domain/scoring/model-spec.ts."""
    entity = lambda name: "customer" if name in CUSTOMER_FEATURES else "product"  # noqa: E731
    features = [
        {"name": name, "entity": entity(name), "group": GROUPS[entity(name)], "default": float(default)}
        for name, default in zip(FEATURES, defaults, strict=True)
    ]
    return {"modelId": MODEL_ID, "version": VERSION, "features": features}


def evaluate(model: xgb.Booster, earlier: History, later: History, defaults: np.ndarray) -> dict:
    """Figures on the later period, beside a constant and a logistic regression trained on the same earlier one."""
    rows = with_defaults(later.features, defaults)
    earlier_rows = with_defaults(earlier.features, defaults)
    weights = logistic_regression.fit(earlier_rows, earlier.reviewed)
    contenders = {
        "model": scores_of(model, rows),
        "logisticRegression": logistic_regression.predict(rows, weights),
        "baseRate": np.full(len(rows), earlier.reviewed.mean()),
    }
    figures = {
        name: against_outcomes(later.reviewed, scores) | against_truth(later.truth, scores)
        for name, scores in contenders.items()
    }
    scores = contenders["model"]
    return {
        "modelId": MODEL_ID,
        "version": VERSION,
        "training": {"months": TRAINING_MONTHS, "requests": len(earlier.reviewed), "reviewed": rounded(earlier.reviewed.mean())},
        "evaluation": {"months": EVALUATION_MONTHS, "requests": len(later.reviewed), "reviewed": rounded(later.reviewed.mean())},
        **figures,
        "truth": against_outcomes(later.reviewed, later.truth),
        "bands": {
            "high": rounded((scores >= 0.7).mean()),
            "medium": rounded(((scores >= 0.4) & (scores < 0.7)).mean()),
            "low": rounded((scores < 0.4).mean()),
        },
        "calibration": calibration(later.reviewed, scores),
    }


def parity(model: xgb.Booster, later: History, defaults: np.ndarray) -> dict:
    """200 rows with XGBoost's own predictions: what an evaluation of the trees elsewhere has to give within 1e-6."""
    rows = with_defaults(later.features[:200], defaults)
    return {"features": FEATURES, "rows": rows.tolist(), "predictions": scores_of(model, rows).tolist()}


def write_json(path: Path, value: object, indent: int | None = 2) -> None:
    path.write_text(json.dumps(value, indent=indent) + "\n", encoding="utf-8")


def main(history_path: str, folder: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    history = read_history(history_path)
    earlier, later = history.of_months(*TRAINING_MONTHS), history.of_months(*EVALUATION_MONTHS)
    defaults = medians(earlier.features)
    model = train(earlier, defaults)
    metrics = evaluate(model, earlier, later, defaults)
    model.save_model(out / "model.json")
    write_json(out / "features.json", feature_list(defaults))
    write_json(out / "metrics.json", metrics)
    write_json(out / "parity.json", parity(model, later, defaults), indent=None)
    (out / "MODEL_CARD.md").write_text(model_card(metrics, PARAMETERS, TREES), encoding="utf-8")
    print(f"{MODEL_ID} {VERSION}: AUC {metrics['model']['auc']}, bands {metrics['bands']}, written to {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
