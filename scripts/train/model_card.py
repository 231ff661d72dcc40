"""Writes the model card from the figures of a training, so that no figure is copied by hand."""

TEMPLATE = """# {modelId} {version}

The chance that a customer who reaches the review page leaves a review. Written by `make train`; do not edit.

## Intended use
Ranking and banding (high from 0.7, medium from 0.4, low below) of candidates of the program `product-reviews`, after
its filters: who is asked first, and who is not worth a message. Not for prices, credit, fraud or anything that closes
a door to a person, and not for customers whom the filters reject.

## Model
Gradient-boosted trees (XGBoost, {trees} trees of depth {depth}, learning rate {eta}, at least {weight} weight a leaf, seed {seed},
one thread). Inputs, in order: engagement_score (0–1), review_history (reviews written), trust_score (0–1), category
(0–19), price, rating_count. A missing value takes the training period's median, in training and in serving
(`features.json`).

## Data
Generated, not collected: `scripts/generate/history.ts` simulates twelve months of review requests in the world that
`scripts/generate/README.md` describes. Trained on months {trainFrom}–{trainTo} ({trainRows:,} requests, {trainRate:.1%} reviewed);
judged on months {evalFrom}–{evalTo} ({evalRows:,} requests, {evalRate:.1%} reviewed), which training never saw.

## Figures on the later period
| | AUC | log loss | Brier | correlation with truth | mean error to truth |
|---|---|---|---|---|---|
{figures}

"Truth" scores each request with the generator's own probability: no model can do better. Correlation and mean
absolute error compare each score with that probability. Bands: {high:.1%} high, {medium:.1%} medium, {low:.1%} low.
On the candidates of a generated day (popular products come more often, and histories have grown) they are 25/50/25,
within two points: `scripts/generate/funnel.test.ts`.

### Calibration
| scores from | requests | mean score | reviewed |
|---|---|---|---|
{calibration}

## Limits
- It knows what the generator put in: how well it would rank real customers is unknown until it is trained on their
  outcomes. The formula of the truth is smooth and mild; real behaviour is neither.
- The outcome is conditional on reaching the page. Who opens a message is not modelled.
- Seasons and moods (in the truth, in no feature) are why even the truth's AUC is far from 1.
- Outcomes are simulated for a random sample of requests. Real history would be biased by whom earlier models asked.

## Fairness
The generated customers have no age, gender, origin or income, and marketplace is not an input, so nothing here can
show that the model treats groups alike. Before it is used on people: compare calibration and share of requests by
marketplace, language and new against long-standing customers (review_history favours those who wrote before, so
newcomers are asked less, which can feed on itself), and keep a random holdout that is asked regardless of score.
"""

NAMES = {"model": "**model**", "logisticRegression": "logistic regression", "baseRate": "base rate", "truth": "truth"}


def figure_row(name: str, figures: dict) -> str:
    known = lambda key: "–" if figures.get(key) is None else f"{figures[key]:.4f}"  # noqa: E731
    cells = [known(key) for key in ["auc", "logLoss", "brier", "correlation", "meanAbsoluteError"]]
    return f"| {NAMES[name]} | {' | '.join(cells)} |"


def model_card(metrics: dict, parameters: dict, trees: int) -> str:
    """The card as Markdown."""
    training, evaluation = metrics["training"], metrics["evaluation"]
    rows = [f"| {row['from']} | {row['requests']:,} | {row['meanScore']} | {row['reviewed']} |" for row in metrics["calibration"]]
    return TEMPLATE.format(
        modelId=metrics["modelId"],
        version=metrics["version"],
        trees=trees,
        depth=parameters["max_depth"],
        eta=parameters["eta"],
        weight=parameters["min_child_weight"],
        seed=parameters["seed"],
        trainFrom=training["months"][0] + 1,
        trainTo=training["months"][1] + 1,
        trainRows=training["requests"],
        trainRate=training["reviewed"],
        evalFrom=evaluation["months"][0] + 1,
        evalTo=evaluation["months"][1] + 1,
        evalRows=evaluation["requests"],
        evalRate=evaluation["reviewed"],
        figures="\n".join(figure_row(name, metrics[name]) for name in NAMES),
        calibration="\n".join(rows),
        **metrics["bands"],
    )
