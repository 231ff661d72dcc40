"""Trains a model anew from decisions and outcomes. One file on purpose: SageMaker's XGBoost container runs it in script mode,
the local cloud runs the same file.

Channels: `train` (gzipped JSON Lines: features by name, label), `specification` (features.json of the current model).
Hyperparameters (SM_HPS): trees, monotone (direction by feature), version, and XGBoost's own. Writes model.json, features.json and
metrics.json into SM_MODEL_DIR. Judging is not done here: Herald compares the model with the current one on later rows.
"""

import gzip
import json
import os
from pathlib import Path

import numpy as np
import xgboost as xgb

TUNABLE = ("max_depth", "eta", "min_child_weight", "lambda", "subsample")


def read_rows(folder: Path) -> list[dict]:
    """Rows of every object under the folder, in the order of time, so that the same set makes the same model."""
    rows = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            opened = gzip.open(path, "rt", encoding="utf-8") if is_gzip(path) else path.open(encoding="utf-8")
            with opened as file:
                rows += [json.loads(line) for line in file if line.strip()]
    return sorted(rows, key=lambda row: (row["decided_at"], row["customer_id"], str(row.get("subject"))))


def is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def matrix(rows: list[dict], features: list[dict]) -> np.ndarray:
    """Columns in the order of the specification; a missing value takes its default, as in serving."""
    return np.array([[row["features"].get(one["name"], one["default"]) for one in features] for row in rows], dtype=np.float64)


def fit(rows: np.ndarray, labels: np.ndarray, names: list[str], settings: dict) -> xgb.Booster:
    monotone = settings.get("monotone", {})
    parameters = {name: settings[name] for name in TUNABLE if name in settings}
    parameters |= {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "seed": 42,
        # One thread: sums in another order would change the last digits of the model.
        "nthread": 1,
        "monotone_constraints": "(" + ",".join(str(monotone.get(name, 0)) for name in names) + ")",
    }
    return xgb.train(parameters, xgb.DMatrix(rows, label=labels, feature_names=names), int(settings["trees"]))


def calibration(labels: np.ndarray, scores: np.ndarray) -> list[dict]:
    """Ten bins with the 95 % interval (Wilson) of what came true: Herald's confidence is worked out from it."""
    bins = np.minimum((scores * 10).astype(int), 9)
    table = []
    for index in np.unique(bins):
        chosen = labels[bins == index]
        count, share, z = len(chosen), float(chosen.mean()), 1.959964
        middle = (share + z * z / (2 * count)) / (1 + z * z / count)
        half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
        low, high = max(0.0, middle - half), min(1.0, middle + half)
        table.append({"from": int(index) / 10, "to": (int(index) + 1) / 10, "low": round(float(low), 4), "high": round(float(high), 4)})
    return table


def unseen_scores(rows: np.ndarray, labels: np.ndarray, names: list[str], settings: dict) -> np.ndarray:
    """The last fifth of the time, scored by a model of the first four."""
    split = len(rows) * 4 // 5
    model = fit(rows[:split], labels[:split], names, settings)
    return model.predict(xgb.DMatrix(rows[split:], feature_names=names))


def settings_of(text: str) -> dict:
    """Herald hands every value over as JSON text; SageMaker's container has parsed it already, the local cloud has not."""
    return {name: parsed(value) for name, value in json.loads(text).items()}


def parsed(value: object) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError:
        return value


def main() -> None:
    settings = settings_of(os.environ["SM_HPS"])
    specification = json.loads((Path(os.environ["SM_CHANNEL_SPECIFICATION"]) / "features.json").read_text(encoding="utf-8"))
    features = specification["features"]
    names = [one["name"] for one in features]
    decisions = read_rows(Path(os.environ["SM_CHANNEL_TRAIN"]))
    rows, labels = matrix(decisions, features), np.array([row["label"] for row in decisions], dtype=np.float64)
    out = Path(os.environ["SM_MODEL_DIR"])
    out.mkdir(parents=True, exist_ok=True)
    split = len(rows) * 4 // 5
    bins = calibration(labels[split:], unseen_scores(rows, labels, names, settings))
    fit(rows, labels, names, settings).save_model(out / "model.json")
    write = lambda name, value: (out / name).write_text(json.dumps(value) + "\n", encoding="utf-8")  # noqa: E731
    write("features.json", {**specification, "version": settings["version"], "calibration": bins})
    write("metrics.json", {"training": {"rows": len(rows), "positive": round(float(labels.mean()), 4)}})
    print(f"trained on {len(rows)} rows, {labels.mean():.1%} positive")


if __name__ == "__main__":
    main()
