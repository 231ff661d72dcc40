"""Model cards of the churn models, written from the figures of their training so that none is copied by hand."""

BASELINE = """# {modelId} {version}

The chance that a customer leaves, from who they are to the company, before anything went wrong. Written by `make train`;
do not edit. It is the denominator of the risk ratio of the program `predictive-issue-resolution`.

## Intended use
A yardstick: risk with an error, divided by risk without. Not for prices, credit or who is served at all.

## Model
XGBoost, {trees} trees of depth {max_depth}, learning rate {eta}, seed {seed}, one thread. {monotoneCount} features may only move
the risk in the direction that the data show on average (monotone constraints). A missing value takes the median of all
customers (`features.json`). The bins' 95 % intervals go into `features.json`: confidence is worked out from them.

## Data
IBM's public telco churn data ({customers:,} of its 7,043 customers, {churned:.1%} left), real in the sense that
everybody judges by it. It is not in this repository: `make train CHURN=<file>` reads `data/Telco-Customer-Churn.csv` of
https://github.com/IBM/telco-customer-churn-on-icp4d (Apache-2.0). Columns that are no features:

{dropped}

No column tells of the time after the customer left: the variants of this data that carry churn reason, churn score,
category, customer lifetime value or status are refused by their header.

## Figures
| | customers | AUC | log loss | Brier |
|---|---|---|---|---|
| **cross-validated** ({repeats} × {folds} folds, stratified; mean ± deviation over folds) | {customers:,} | {cvAuc} | {cvLoss} | {cvBrier} |
| **held out** (one in five by SHA-256 of the id, fixed before any training) | {heldOut:,} | {auc:.4f} | {logLoss:.4f} | {brier:.4f} |
| base rate, same held-out customers | {heldOut:,} | {baseAuc:.4f} | {baseLoss:.4f} | {baseBrier:.4f} |

The settings were chosen by cross-validation over a dozen, all within 0.001 of each other; the held-out customers were
among its folds, so the held-out line is a fixed split to compare by, not a second opinion. The model that is served was then
fitted to all customers with the same settings.

### Calibration
Every customer scored by a model that had not seen them (five folds); on the held-out split alone the expected calibration
error is {ece:.4f}.

![Calibration](calibration.svg)

| score from | customers | mean score | left | 95 % interval |
|---|---|---|---|---|
{calibration}

## Limits
- One company, one country, one quarter. On other customers it has to be trained anew (`make train`): `model-retraining` learns `churn-risk-v3`, not this.
- "Left" is by the end of one month; the score is no long-term forecast.

## Fairness
Gender, age and family status are in the data and no inputs; payment method and contract may still stand in for income.
"""

RISK = """# {modelId} {version}

The chance that a customer leaves, given what the app's telemetry says now. Written by `make train`; do not edit.

## Intended use
Channel and priority of help in the program `predictive-issue-resolution`, beside `churn-baseline-v1`. Never to refuse help.

## Data: generated telemetry around real customers
Nobody publishes app telemetry together with churn. Each of the real customers of `churn-baseline-v1` was given {draws}
generated situations (`scripts/generate/churn/`), and the outcome was drawn from a **documented truth**: the
baseline model's odds × the effect of telemetry (`scripts/generate/churn/churn-truth.ts`), with a mood no feature shows. The
sizes of the effects are an assumption, chosen so that the seed's example (baseline 0.15, three critical errors in 24 hours,
a high-value engaged customer: 0.85) is about what the truth says. **So the figures say how well the model finds what the
generator put in; they do not say how people really react to crashes.** {trainRows:,} situations of the customers that were
not held out trained it, {evalRows:,} of the held-out ones judge it; no customer is in both. Baseline odds are the served
baseline model's, which has seen all customers.

## Model
XGBoost, {trees} trees of depth {max_depth}, learning rate {eta}, seed {seed}, one thread, monotone in {monotoneCount} features. Inputs:
the baseline's, and {telemetry}. What the event says comes with the candidate (`entity: event`).

## Figures on held-out customers, against the generator
| | AUC | log loss | Brier | correlation with truth | mean error to truth |
|---|---|---|---|---|---|
| **model** | {auc:.4f} | {logLoss:.4f} | {brier:.4f} | {correlation:.4f} | {meanAbsoluteError:.4f} |
| baseline model alone | {baseAuc:.4f} | {baseLoss:.4f} | {baseBrier:.4f} | {baseCorrelation:.4f} | {baseError:.4f} |
| truth (no model can do better) | {truthAuc:.4f} | {truthLoss:.4f} | {truthBrier:.4f} | – | – |

### Calibration
Expected calibration error {ece:.4f}.

![Calibration](calibration.svg)

| score from | situations | mean score | left | 95 % interval |
|---|---|---|---|---|
{calibration}

## The seed's example
The demo customer (`scripts/generate/churn/demo-customer.ts`: lifetime value 5,000, engagement 0.85, 2 tickets) with three
critical errors in 24 hours, known issue:

| | seed | truth | models |
|---|---|---|---|
| baseline | 0.15 | {exampleTruthBaseline:.3f} | {exampleBaseline:.3f} |
| risk | 0.85 | {exampleTruth:.3f} | {exampleRisk:.3f} |
| ratio | 5.7 | {exampleTruthRatio:.2f} | {exampleRatio:.2f} |

## Limits
Until `model-retraining` has outcomes of real help, this is a well-founded guess with a known shape.

## Fairness
As `churn-baseline-v1`. Engagement and lifetime value favour long-standing customers: watch whom help does not reach.
"""


def calibration_rows(table: list[dict]) -> str:
    return "\n".join(
        f"| {row['from']} | {row['count']:,} | {row['meanScore']} | {row['observed']} | {row['low']}–{row['high']} |" for row in table
    )


def baseline_card(metrics: dict, settings: dict) -> str:
    """The card of churn-baseline-v1 as Markdown."""
    validation, held_out = metrics["crossValidation"], metrics["heldOut"]
    mean = lambda name: f"{validation[name]['mean']:.4f} ± {validation[name]['deviation']:.4f}"  # noqa: E731
    base = held_out["baseRate"]
    return BASELINE.format(
        **{name: settings[name] for name in ("trees", "max_depth", "eta", "seed")},
        monotoneCount=len(settings["monotone"]),
        modelId=metrics["modelId"],
        version=metrics["version"],
        customers=metrics["customers"],
        churned=metrics["churned"],
        dropped="\n".join(f"- `{name}`: {reason}." for name, reason in metrics["droppedColumns"].items()),
        repeats=validation["repeats"],
        folds=validation["folds"],
        cvAuc=mean("auc"),
        cvLoss=mean("logLoss"),
        cvBrier=mean("brier"),
        heldOut=held_out["customers"],
        **held_out["model"],
        baseAuc=base["auc"],
        baseLoss=base["logLoss"],
        baseBrier=base["brier"],
        ece=held_out["expectedCalibrationError"],
        calibration=calibration_rows(metrics["calibration"]),
    )


def risk_card(metrics: dict, settings: dict, telemetry: list[str]) -> str:
    """The card of churn-risk-v3 as Markdown."""
    base, truth, example = metrics["baseline"], metrics["truth"], metrics["seedExample"]
    return RISK.format(
        **{name: settings[name] for name in ("trees", "max_depth", "eta", "seed")},
        monotoneCount=len(settings["monotone"]),
        modelId=metrics["modelId"],
        version=metrics["version"],
        draws=metrics["situationsPerCustomer"],
        trainRows=metrics["training"]["situations"],
        evalRows=metrics["evaluation"]["situations"],
        telemetry=", ".join(telemetry),
        **metrics["model"],
        baseAuc=base["auc"],
        baseLoss=base["logLoss"],
        baseBrier=base["brier"],
        baseCorrelation=base["correlation"],
        baseError=base["meanAbsoluteError"],
        truthAuc=truth["auc"],
        truthLoss=truth["logLoss"],
        truthBrier=truth["brier"],
        ece=metrics["expectedCalibrationError"],
        calibration=calibration_rows(metrics["calibration"]),
        exampleTruthBaseline=example["truth"]["baseline"],
        exampleTruth=example["truth"]["risk"],
        exampleTruthRatio=example["truth"]["ratio"],
        exampleBaseline=example["model"]["baseline"],
        exampleRisk=example["model"]["risk"],
        exampleRatio=example["model"]["ratio"],
    )
