/** `times`: how often the rule applies at most; `share`: the part of the matching requests that it applies to. */
export type Rule<Match, Then> = { match: Match; then: Then; times?: number | undefined; share?: number | undefined };

export type RuleBook<Match, Then, Request> = {
  /** The rules as they were put, each with how often it has applied. */
  list(): (Rule<Match, Then> & { applied: number })[];
  replace(rules: readonly Rule<Match, Then>[]): void;
  /** What the first rule that applies says; undefined when none does. */
  pick(request: Request): Then | undefined;
  isEmpty(): boolean;
};

export type RuleBookOptions<Match, Request> = {
  matches: (match: Match, request: Request) => boolean;
  random: () => number;
};

/** Rules tried in order. One that is used up, or spares a request by its share, leaves it to the next. */
export const createRuleBook = <Match, Then, Request>({
  matches,
  random,
}: RuleBookOptions<Match, Request>): RuleBook<Match, Then, Request> => {
  let rules: (Rule<Match, Then> & { applied: number })[] = [];
  return {
    list: () => rules,
    replace: (next) => {
      rules = next.map((rule) => ({ ...rule, applied: 0 }));
    },
    pick: (request) => {
      const rule = rules.find(
        ({ match, times = Number.POSITIVE_INFINITY, share = 1, applied }) =>
          applied < times && matches(match, request) && (share >= 1 || random() < share),
      );
      if (rule) rule.applied += 1;
      return rule?.then;
    },
    isEmpty: () => rules.length === 0,
  };
};
