"""Reads the public IBM telco churn data: customers as they were, and whether they left. It never leaves its folder."""

import csv
import hashlib
from dataclasses import dataclass

import numpy as np

FEATURES = [
    "tenure_months",
    "monthly_charges",
    "contract_months",
    "has_internet",
    "fiber_internet",
    "electronic_check",
    "automatic_payment",
    "paperless_billing",
    "online_security",
    "tech_support",
    "online_backup",
    "device_protection",
    "streaming_tv",
    "streaming_movies",
    "multiple_lines",
    "phone_service",
]

# Longer, safer, better looked after: never riskier. What the data show on average is held for every customer.
MONOTONE = {
    "tenure_months": -1,
    "contract_months": -1,
    "fiber_internet": 1,
    "electronic_check": 1,
    "automatic_payment": -1,
    "paperless_billing": 1,
    "online_security": -1,
    "tech_support": -1,
}

USED = {
    "tenure", "PhoneService", "MultipleLines", "InternetService", "OnlineSecurity", "OnlineBackup", "DeviceProtection",
    "TechSupport", "StreamingTV", "StreamingMovies", "Contract", "PaperlessBilling", "PaymentMethod", "MonthlyCharges",
}  # fmt: skip
# Why a column is no feature. Other variants of the data carry the outcome itself (churn score, reason, category, CLTV,
# customer status); a file with any column that is not listed here is refused.
DROPPED = {
    "customerID": "an id; used only to split customers, by its hash",
    "gender": "a protected attribute; takes nothing from the figures to leave out",
    "SeniorCitizen": "age, a protected attribute; less than 0.0005 of AUC",
    "Partner": "family status; takes nothing from the figures to leave out",
    "Dependents": "family status; takes nothing from the figures to leave out",
    "TotalCharges": "tenure × charges once more, and empty for new customers; kept beside as the lifetime value",
}
OUTCOME = "Churn"


@dataclass
class Customers:
    """`features`: columns in the order of FEATURES. `held_out`: one customer in five, by the hash of the id alone."""

    features: np.ndarray
    churned: np.ndarray
    held_out: np.ndarray
    lifetime_value: np.ndarray


def read_customers(path: str) -> Customers:
    """Reads the CSV at `path`. Raises ValueError for a column nobody has judged."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    unknown = set(rows[0]) - USED - set(DROPPED) - {OUTCOME}
    if unknown:
        raise ValueError(f"{path} has columns nobody has judged, they may leak the outcome: {sorted(unknown)}")
    return Customers(
        features=np.array([features_of(row) for row in rows]),
        churned=np.array([float(row[OUTCOME] == "Yes") for row in rows]),
        held_out=np.array([is_held_out(row["customerID"]) for row in rows]),
        lifetime_value=np.array([float(row["TotalCharges"].strip() or 0) for row in rows]),
    )


def features_of(row: dict) -> list[float]:
    """One customer's features; "No internet service" and "No phone service" are a plain no."""
    yes = lambda name: float(row[name] == "Yes")  # noqa: E731
    months = {"Month-to-month": 1.0, "One year": 12.0, "Two year": 24.0}
    return [
        float(row["tenure"]),
        float(row["MonthlyCharges"]),
        months[row["Contract"]],
        float(row["InternetService"] != "No"),
        float(row["InternetService"] == "Fiber optic"),
        float(row["PaymentMethod"] == "Electronic check"),
        float("automatic" in row["PaymentMethod"]),
        yes("PaperlessBilling"),
        yes("OnlineSecurity"),
        yes("TechSupport"),
        yes("OnlineBackup"),
        yes("DeviceProtection"),
        yes("StreamingTV"),
        yes("StreamingMovies"),
        yes("MultipleLines"),
        yes("PhoneService"),
    ]


def is_held_out(customer_id: str) -> bool:
    """A split that nobody can tune: SHA-256 of the id modulo five."""
    return int.from_bytes(hashlib.sha256(customer_id.encode()).digest()[:8], "big") % 5 == 0
