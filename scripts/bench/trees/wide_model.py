"""Trains the benchmark's second model on noise with a signal: 100 trees of depth 6 over 50 features: wide_model.py out.json"""

import sys

import numpy as np
import xgboost

ROWS, FEATURES, TREES, DEPTH = 20_000, 50, 100, 6

if __name__ == "__main__":
    random = np.random.default_rng(42)
    x = random.random((ROWS, FEATURES), dtype=np.float32)
    signal = x @ random.normal(size=FEATURES) + 2 * x[:, 0] * x[:, 1]
    y = signal + random.normal(size=ROWS) > np.median(signal)
    params = {"objective": "binary:logistic", "max_depth": DEPTH, "eta": 0.1, "seed": 42, "nthread": 1}
    xgboost.train(params, xgboost.DMatrix(x, y), num_boost_round=TREES).save_model(sys.argv[1])
