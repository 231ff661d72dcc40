"""What tests tell the server to do: rules that make calls or queries slow, failing or hanging; and what it received."""

import random
import re
import threading
from dataclasses import dataclass

from .errors import QueryFailed

START = "StartQueryExecution"
RULE = "herald.rule"  # where a call's rule stands in its WSGI environment
EFFECTS = {"status", "body", "delayMs", "hang", "drop", "fail"}
Rule = dict


@dataclass(frozen=True)
class Outcome:
    """What befalls a query while it is RUNNING; without anything set, nothing."""

    delay_ms: int = 0
    hang: bool = False
    fail: str | None = None

    def befall(self, stopped: threading.Event) -> None:
        """Waits as long as it has to, or until the query is stopped; then fails if it has to."""
        if self.hang:
            stopped.wait()
        stopped.wait(self.delay_ms / 1000)
        if self.fail is not None and not stopped.is_set():
            code, _, message = self.fail.partition(": ")
            raise QueryFailed(code, message) if message else QueryFailed("GENERIC_INTERNAL_ERROR", code)


class Behaviour:
    """Sets of rules by name, tried in the order they were put; `times` counts down to nothing left."""

    def __init__(self) -> None:
        self._lock, self._sets, self._received = threading.Lock(), {}, []

    def rules(self, name: str | None = None) -> list[Rule]:
        """Those of one set, or all."""
        return [rule for own, rules in self._sets.items() if name in (None, own) for rule in rules]

    def put(self, rules: object, name: str | None = None) -> None:
        """Replaces the rules of a set, or all. Raises ValueError that says what is wrong with which."""
        if not isinstance(rules, list):
            raise ValueError("give a list of rules: [{match, then, times?, share?}]")
        for number, rule in enumerate(rules):
            check_rule(number, rule)
        with self._lock:
            kept = {own: others for own, others in self._sets.items() if name not in (None, own)}
            self._sets = {**kept, name or "": [dict(rule) for rule in rules]} if rules else kept

    def take(self, operation: str, body: str) -> dict:
        """The `then` of the first rule that matches, or {}; uses up one of its times."""
        with self._lock:
            for rule in self.rules():
                if matches(rule, operation, body) and random.random() < rule.get("share", 1):
                    if "times" in rule:
                        rule["times"] -= 1
                    return rule["then"]
        return {}

    def receive(self, entry: dict) -> None:
        with self._lock:
            self._received.append(entry)

    def received(self) -> list[dict]:
        return list(self._received)

    def forget_received(self) -> None:
        with self._lock:
            self._received.clear()


def matches(rule: Rule, operation: str, body: str) -> bool:
    """`match.operation` (StartQueryExecution if left out) and `match.body`: a part of the SQL, or a pattern of it."""
    match = rule.get("match", {})
    if rule.get("times", 1) <= 0 or match.get("operation", START) != operation:
        return False
    wanted = match.get("body")
    return wanted is None or wanted in body or _found(wanted, body)


def check_rule(number: int, rule: object) -> None:
    if not isinstance(rule, dict) or not isinstance(rule.get("then"), dict):
        raise ValueError(f"rule {number}: needs 'then', an object with one or more of {sorted(EFFECTS)}")
    unknown = (set(rule) - {"match", "then", "times", "share"}) | (set(rule["then"]) - EFFECTS)
    unknown |= set(rule.get("match") or {}) - {"body", "operation"}
    if unknown:
        raise ValueError(f"rule {number}: unknown {sorted(unknown)}")


def _found(pattern: str, body: str) -> bool:
    try:
        return re.search(pattern, body, re.DOTALL) is not None
    except re.error:
        return False
