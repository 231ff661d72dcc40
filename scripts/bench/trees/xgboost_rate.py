"""XGBoost's own predictions and speed on one thread: xgboost_rate.py model.json rows.f32 rounds → JSON on stdout

A fresh matrix each round, built before the clock starts: XGBoost keeps predictions of a matrix it has seen.
"""

import json
import statistics
import sys
import time

import numpy as np
import xgboost


def main(model: str, rows_file: str, rounds: int) -> dict:
    booster = xgboost.Booster({"nthread": 1}, model_file=model)
    rows = np.fromfile(rows_file, dtype=np.float32).reshape(-1, booster.num_features())
    rates = []
    for _ in range(rounds):
        matrix = xgboost.DMatrix(rows, feature_names=booster.feature_names, nthread=1)
        begun = time.perf_counter()
        predictions = booster.predict(matrix)
        rates.append(len(rows) / (time.perf_counter() - begun))
    return {"rowsPerSecond": statistics.median(rates), "predictions": predictions.tolist()}


if __name__ == "__main__":
    json.dump(main(sys.argv[1], sys.argv[2], int(sys.argv[3])), sys.stdout)
