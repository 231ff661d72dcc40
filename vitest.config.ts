import { defineConfig } from 'vitest/config';
import { TallyReporter } from './scripts/test/tally-reporter.ts';
import { SlowestFirst } from './test/support/slowest-first.ts';

const setupFiles = ['test/support/assert-node-22.ts'];
const globalSetup = ['test/support/temporary-folder.ts'];
// What runs against the local cloud mostly waits for it: three files at a time keep two cores busy.
const deployed = { setupFiles, globalSetup, testTimeout: 240_000, hookTimeout: 300_000, maxWorkers: 3 };

// Named by `make test`, which counts over all runs (scripts/test/).
const tallies = process.env.HERALD_TEST_TALLIES;

export default defineConfig({
  test: {
    reporters: ['default', ...(tallies ? [new TallyReporter({ folder: tallies })] : [])],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            ...['lambdas/**/*.test.ts', 'scripts/**/*.test.ts', 'programs/**/*.test.ts', 'web/**/*.test.ts'],
            'test/unit/**/*.test.ts',
          ],
          setupFiles,
          globalSetup,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 20_000, // property tests on a machine that has other work, too
          hookTimeout: 60_000,
          maxWorkers: '100%', // vitest leaves one core free: of two that is half
        },
      },
      {
        test: {
          ...deployed,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
        },
      },
      {
        // The pages in a real browser, against a stub of their API; each worker has a browser of its own.
        test: {
          name: 'e2e',
          include: ['test/e2e/web/**/*.test.ts'],
          setupFiles,
          globalSetup: [...globalSetup, 'test/support/built-pages.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        // The same pages as they are deployed, from real messages to real effects.
        test: {
          ...deployed,
          name: 'pages',
          include: ['test/e2e/deployed/**/*.test.ts'],
        },
      },
      {
        // Faults that befall a test's own customers only, or its own program.
        test: {
          ...deployed,
          name: 'fault',
          include: ['test/fault/*.test.ts'],
        },
      },
      {
        // Faults for everybody: a provider that is down, instances that are killed, a clock that is ahead. One file at a time.
        test: {
          ...deployed,
          name: 'outage',
          include: ['test/fault/outages/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        // Judges the traces of the other tests (such as: which SDK calls were made); test-local runs it last.
        test: {
          ...deployed,
          name: 'afterwards',
          include: ['test/afterwards/**/*.test.ts'],
        },
      },
    ],
  },
});
