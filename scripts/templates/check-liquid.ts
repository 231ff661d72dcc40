import { type EngineName, engines, surroundings } from '../../lambdas/delivery/domain/templates/liquid-engine.ts';
import type { Template } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { nearest } from '../programs/nearest-key.ts';
import type { Problem } from '../programs/problem.ts';

/** A text with Liquid in it. `firstLine`: where it begins in its file. */
export type LiquidText = { file: string; source: string; engine: EngineName; firstLine?: number };
type LiquidError = Error & { token?: { getPosition(): [number, number] } };

const unknown = (name: string, schema: Template['schema']): Pick<Problem, 'what' | 'right'> => {
  const near = nearest(name, Object.keys(schema));
  return {
    what: `uses variable "${name}", which template.yaml does not declare`,
    right: near
      ? `Did you mean "${near}"?`
      : `Declare it under variables, or use one of: ${Object.keys(schema).join(', ')}`,
  };
};

const parseProblem = (error: unknown, { file, firstLine = 1 }: LiquidText): Problem => {
  const { message, token } = error as LiquidError;
  const [line, column] = token?.getPosition() ?? [1, 1];
  const what = message.replace(/, (file:.*, )?line:\d+, col:\d+.*$/s, '');
  const right = 'Allowed: if, unless, case, for; filters date, time, number, plural, bare, default, join, size, upcase';
  return { file, line: line + firstLine - 1, column, what, right };
};

/** Whether a text is readable Liquid and uses declared variables only. @param schema the worker's variables included */
export const checkLiquid = (text: LiquidText, schema: Template['schema']): Problem[] => {
  try {
    const { globals } = engines[text.engine].parseAndAnalyzeSync(text.source);
    return Object.entries(globals)
      .filter(([name]) => !(name in schema) && !surroundings.includes(name))
      .flatMap(([name, uses]) =>
        uses.slice(0, 1).map(({ location: { row, col } }) => ({
          file: text.file,
          line: row + (text.firstLine ?? 1) - 1,
          column: col,
          ...unknown(name, schema),
        })),
      );
  } catch (error) {
    return [parseProblem(error, text)];
  }
};
