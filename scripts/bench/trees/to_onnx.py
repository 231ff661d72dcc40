"""Turns an XGBoost JSON model (binary:logistic) into ONNX: to_onnx.py model.json model.onnx

One TreeEnsembleRegressor with the same nodes, then Sigmoid: onnxruntime applies no LOGISTIC post-transform to a
regressor with one target, and a classifier would compute a label and a second probability that nobody asked for.
"""

import json
import math
import sys

import onnx
from onnx import TensorProto, helper

# The reader of onnxruntime 1.30 knows these versions.
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
LEAF = -1


def tree_attributes(trees: list[dict]) -> dict[str, list]:
    """The node and target lists of TreeEnsembleRegressor; XGBoost goes left where value < threshold."""
    lists: dict[str, list] = {}

    def add(**values: object) -> None:
        for name, value in values.items():
            lists.setdefault(name, []).append(value)

    for tree_id, tree in enumerate(trees):
        for node, left in enumerate(tree["left_children"]):
            leaf = left == LEAF
            add(
                nodes_treeids=tree_id,
                nodes_nodeids=node,
                nodes_modes="LEAF" if leaf else "BRANCH_LT",
                nodes_featureids=0 if leaf else tree["split_indices"][node],
                nodes_values=0.0 if leaf else tree["split_conditions"][node],
                nodes_truenodeids=0 if leaf else left,
                nodes_falsenodeids=0 if leaf else tree["right_children"][node],
                nodes_missing_value_tracks_true=0 if leaf else int(tree["default_left"][node]),
            )
            if leaf:
                add(
                    target_treeids=tree_id,
                    target_nodeids=node,
                    target_ids=0,
                    target_weights=tree["split_conditions"][node],
                )
    return lists


def to_onnx(model: dict) -> onnx.ModelProto:
    """A graph `rows` (n × features, float32) → `probability` (n × 1, float32)."""
    learner = model["learner"]
    base = float(learner["learner_model_param"]["base_score"].strip("[]"))
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["rows"],
        ["margin"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[math.log(base / (1 - base))],
        **tree_attributes(learner["gradient_booster"]["model"]["trees"]),
    )
    sigmoid = helper.make_node("Sigmoid", ["margin"], ["probability"])
    width = int(learner["learner_model_param"]["num_feature"])
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, width])
    probability = helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None, 1])
    graph = helper.make_graph([trees, sigmoid], "trees", [rows], [probability])
    made = helper.make_model(graph, opset_imports=OPSETS, ir_version=8)
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        onnx.save(to_onnx(json.load(file)), target)
