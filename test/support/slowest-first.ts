import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest on the local cloud (they mostly wait): begun last, one of them would run alone at the end. */
const slowest = [
  'test/integration/jobs/model-retraining.test.ts',
  'test/integration/state-machines/batch-ingestion.test.ts',
  'test/integration/local-cloud/terraform-plan.test.ts',
  'test/fault/query.test.ts',
  'test/fault/discovery.test.ts',
  'test/fault/tables.test.ts',
  'test/integration/reminders/coming-late.test.ts',
  'test/integration/delivery/receipts.test.ts',
];

/** vitest's order of files, with the slowest in front. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = slowest.indexOf(relative(this.ctx.config.root, moduleId));
      return found < 0 ? slowest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
