/** `times`: how often the rule applies at most; `share`: the part of the matching requests that it applies to. */
export type Rule<Match, Then> = { match: Match; then: Then; times?: number | undefined; share?: number | undefined };

/** A set has a name of its putter's choice: who puts, reads or clears one leaves the others alone. */
export type RuleBook<Match, Then, Request> = {
  /** The rules of a set, or all, as they were put, each with how often it has applied. */
  list(set?: string): (Rule<Match, Then> & { applied: number })[];
  /** Puts rules in the place of the set's, or of all. */
  replace(rules: readonly Rule<Match, Then>[], set?: string): void;
  /** What the first rule that applies says; undefined when none does. */
  pick(request: Request): Then | undefined;
  isEmpty(): boolean;
};

export type RuleBookOptions<Match, Request> = {
  matches: (match: Match, request: Request) => boolean;
  random: () => number;
};

/** Rules tried in order, the set that was put first before others. One that is used up, or spares a request by its share, leaves it to the next. */
export const createRuleBook = <Match, Then, Request>({
  matches,
  random,
}: RuleBookOptions<Match, Request>): RuleBook<Match, Then, Request> => {
  let rules: { set: string | undefined; rule: Rule<Match, Then> & { applied: number } }[] = [];
  const within = (wanted: string | undefined) => (entry: { set: string | undefined }) =>
    wanted === undefined || entry.set === wanted;
  return {
    list: (set) => rules.filter(within(set)).map(({ rule }) => rule),
    replace: (next, set) => {
      const others = rules.filter((entry) => !within(set)(entry));
      rules = [...others, ...next.map((rule) => ({ set, rule: { ...rule, applied: 0 } }))];
    },
    pick: (request) => {
      const entry = rules.find(
        ({ rule: { match, times = Number.POSITIVE_INFINITY, share = 1, applied } }) =>
          applied < times && matches(match, request) && (share >= 1 || random() < share),
      );
      if (entry) entry.rule.applied += 1;
      return entry?.rule.then;
    },
    isEmpty: () => rules.length === 0,
  };
};
