// The tree of a condition. `at`: index into the source, from 0, for errors.

/** Durations are milliseconds when they are evaluated. */
export type VariableType = 'number' | 'text' | 'flag' | 'duration';
export type Variables = Readonly<Record<string, VariableType>>;

export const comparisons = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

/** `unit` as written: 90m stays 90m. */
export type Literal =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'duration'; amount: number; unit: DurationUnit; at: number }
  | { kind: 'text'; value: string; at: number }
  | { kind: 'flag'; value: boolean; at: number };

export type Expression =
  | Literal
  | { kind: 'variable'; name: string; at: number }
  | { kind: 'not'; operand: Expression; at: number }
  | { kind: 'compare'; operator: Comparison; left: Expression; right: Expression; at: number }
  | { kind: 'in'; left: Expression; list: Literal[]; at: number }
  | { kind: 'and' | 'or'; parts: Expression[]; at: number };

export const durationUnits = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type DurationUnit = keyof typeof durationUnits;
