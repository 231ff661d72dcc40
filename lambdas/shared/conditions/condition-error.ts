import { HeraldError } from '../errors.ts';

/** A condition that can't be used. `column`: where, counted from 1; the message shows it too. */
export class ConditionError extends HeraldError {
  override readonly name = 'ConditionError';
  readonly what: string;
  readonly column: number;

  constructor(problem: { what: string; whatToDo: string; column: number; source: string }) {
    super(`${problem.what}, at column ${problem.column} of: ${problem.source}`, { whatToDo: problem.whatToDo });
    this.what = problem.what;
    this.column = problem.column;
  }
}

/** Ends the compilation. `at`: index into the source, from 0. */
export const refuse = (source: string, at: number, [what, whatToDo]: readonly [string, string]): never => {
  throw new ConditionError({ what, whatToDo, column: at + 1, source });
};
