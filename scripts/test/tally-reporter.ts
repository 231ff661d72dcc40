// vitest's reporter for `make test`: what passed and what failed, hooks and unhandled errors included, as a Tally in a file
// that is named by the run's projects, such as `unit.json`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, SerializedError, TestModule, TestSuite, Vitest } from 'vitest/node';
import { type Failure, type Tally, together } from './tally.ts';

/** Of one error, or of several of one test. */
const wordsOf = (errors: readonly Pick<SerializedError, 'message' | 'stack'>[]): string =>
  errors.map(({ message, stack = '' }) => (stack.includes(message) ? stack : `${message}\n${stack}`)).join('\n');

const tallyOf = (module: TestModule): Tally => {
  const file = relative(process.cwd(), module.moduleId);
  const failures: Failure[] = [];
  const note = (name: string, errors: Parameters<typeof wordsOf>[0]): void => {
    if (errors.length > 0) failures.push({ where: [file, name].filter(Boolean).join(' > '), said: wordsOf(errors) });
  };
  // A file that does not load, hooks of a file or of a `describe`.
  note('', module.errors());
  for (const suite of module.children.allSuites() as Iterable<TestSuite>) note(suite.fullName, suite.errors());
  for (const test of module.children.allTests('failed')) note(test.fullName, test.result().errors ?? []);
  return { passed: [...module.children.allTests('passed')].length, failures };
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
