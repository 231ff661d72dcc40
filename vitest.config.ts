import { defineConfig } from 'vitest/config';

const setupFiles = ['test/support/assert-node-22.ts'];
const deployed = { setupFiles, testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['lambdas/**/*.test.ts', 'scripts/**/*.test.ts', 'programs/**/*.test.ts', 'test/unit/**/*.test.ts'],
          setupFiles,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
        },
      },
      {
        test: {
          ...deployed,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/fault/**/*.test.ts'],
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
