// vitest's reporter for `make test`: what passed and what failed, hooks and unhandled errors included, as a Tally in a file
// that is named by the run's projects, such as `unit.json`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';
import { type Failure, type Tally, together } from './tally.ts';

/** Of one error, or of several of one test. */
const wordsOf = (errors: readonly Pick<SerializedError, 'message' | 'stack'>[]): string =>
  errors.map(({ message, stack = '' }) => (stack.includes(message) ? stack : `${message}\n${stack}`)).join('\n');

const tallyOf = (module: TestModule): Tally => {
  const { children } = module;
  const file = relative(process.cwd(), module.moduleId);
  const at = ({ fullName }: { fullName: string }): string => `${file} > ${fullName}`;
  // A file that does not load, hooks of a file or of a `describe`: failures if they threw. A failed test is one whatever it said.
  const suites = [...children.allSuites()].map((suite) => ({ where: at(suite), errors: suite.errors() }));
  const around = [{ where: file, errors: module.errors() }, ...suites].filter(({ errors }) => errors.length > 0);
  const tests = [...children.allTests('failed')].map((test) => ({
    where: at(test),
    errors: test.result().errors ?? [],
  }));
  const failures = [...around, ...tests].map(({ where, errors }): Failure => ({ where, said: wordsOf(errors) }));
  return { passed: [...children.allTests('passed')].length, failures };
};

export class TallyReporter implements Reporter {
  readonly #folder: string;
  #name = '';

  constructor({ folder }: { folder: string }) {
    this.#folder = folder;
  }

  onInit({ projects }: Vitest): void {
    this.#name = projects.map(({ name }) => name).join('+');
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const beside = unhandled.map((error) => ({ where: 'an unhandled error beside the tests', said: wordsOf([error]) }));
    const tally = together([...modules.map(tallyOf), { passed: 0, failures: beside }]);
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, `${this.#name}.json`), JSON.stringify(tally));
  }
}
