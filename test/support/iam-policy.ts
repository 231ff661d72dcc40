// Just enough of IAM's evaluation to hold our rendered policies against recorded calls: Allow, actions, resources with *.

export type Statement = { Effect: string; Action: string | string[]; Resource: string | string[] };
/** One SDK call of a function. `resource`: an ARN, as IAM would see it; `*` stands for what the request does not name. */
export type RecordedCall = { function: string; action: string; resource: string };

const list = (value: string | string[]): string[] => (Array.isArray(value) ? value : [value]);

const matches = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(value);

const allows = (statement: Statement, call: Pick<RecordedCall, 'action' | 'resource'>): boolean =>
  statement.Effect === 'Allow' &&
  list(statement.Action).some((action) => matches(action, call.action)) &&
  list(statement.Resource).some((resource) => matches(resource, call.resource) || matches(call.resource, resource));

/** Calls that no statement allows, as "action on resource". */
export const missing = (statements: readonly Statement[], calls: readonly RecordedCall[]): string[] => [
  ...new Set(
    calls
      .filter((call) => !statements.some((statement) => allows(statement, call)))
      .map((call) => `${call.action} on ${call.resource}`),
  ),
];

/** Actions that a policy grants and no call used. */
export const unused = (statements: readonly Statement[], calls: readonly RecordedCall[]): string[] => {
  const used = new Set(calls.map((call) => call.action));
  const granted = new Set(statements.flatMap((statement) => list(statement.Action)));
  return [...granted].filter((action) => !used.has(action)).sort();
};
