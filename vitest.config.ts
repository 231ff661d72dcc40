import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'lambdas/**/*.test.ts',
            'scripts/**/*.test.ts',
            'programs/**/*.test.ts',
            'statemachines/**/*.test.ts',
            'test/unit/**/*.test.ts',
          ],
          setupFiles: ['test/support/assert-node-22.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/fault/**/*.test.ts'],
          setupFiles: ['test/support/assert-node-22.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
