"""Fits boosted trees and writes what Herald reads: model.json, features.json, parity.json (values of XGBoost itself)."""

import json
from pathlib import Path

import numpy as np
import xgboost as xgb


def fit(rows: np.ndarray, outcomes: np.ndarray, names: list[str], settings: dict) -> xgb.Booster:
    """`settings`: XGBoost's parameters, with `trees` (rounds) and `monotone` (direction by name) beside them.

    One thread: sums in another order would change the last digits of the model.
    """
    own = {name: value for name, value in settings.items() if name not in ("trees", "monotone")}
    monotone = settings.get("monotone", {})
    constraints = "(" + ",".join(str(monotone.get(name, 0)) for name in names) + ")"
    parameters = {"objective": "binary:logistic", "tree_method": "hist", "nthread": 1, "monotone_constraints": constraints}
    return xgb.train(parameters | own, xgb.DMatrix(rows, label=outcomes, feature_names=names), settings["trees"])


def scores_of(model: xgb.Booster, rows: np.ndarray) -> np.ndarray:
    """Probabilities."""
    return model.predict(xgb.DMatrix(rows, feature_names=model.feature_names)).astype(np.float64)


def parity(model: xgb.Booster, rows: np.ndarray) -> dict:
    """Rows with XGBoost's predictions and exact contributions (log odds by feature, the bias last)."""
    contributions = model.predict(xgb.DMatrix(rows, feature_names=model.feature_names), pred_contribs=True)
    return {
        "features": model.feature_names,
        "rows": rows.tolist(),
        "predictions": scores_of(model, rows).tolist(),
        "contributions": contributions.astype(np.float64).tolist(),
    }


def write_json(path: Path, value: object, indent: int | None = 2) -> None:
    path.write_text(json.dumps(value, indent=indent) + "\n", encoding="utf-8")


def write_model(folder: Path, model: xgb.Booster, specification: dict, metrics: dict) -> None:
    """The three files a version consists of. `specification`: ModelSpec (lambdas/candidates/domain/scoring/model-spec.ts)."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_model(folder / "model.json")
    write_json(folder / "features.json", specification)
    write_json(folder / "metrics.json", metrics)
