import { describe } from 'vitest';
import { memoryReportFiles } from '../../lambdas/reporting/adapters/memory-report-files.ts';
import { reportFilesContract } from '../contract/report-files.ts';

describe('ReportFiles', () =>
  reportFilesContract(() => {
    const files = memoryReportFiles();
    return { files, list: async (prefix) => [...files.stored.keys()].filter((key) => key.startsWith(prefix)).sort() };
  }));
