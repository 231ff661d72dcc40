// What a schema can't say: parts of a program file that must agree with each other, and with the files beside it.
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { batchChecks } from './batch-checks.ts';
import { deliveryChecks } from './delivery-checks.ts';
import type { Finding } from './problem.ts';
import { reactiveChecks } from './reactive-checks.ts';
import { repeated } from './repeated.ts';
import { saleChecks } from './sale-checks.ts';
import type { ModelSpecs } from './scoring-checks.ts';
import type { TemplateFolders } from './template-folders.ts';

/** What stands around a program. */
export type Surroundings = { fileName: string; models: ModelSpecs; templates: TemplateFolders };

const nameCheck = ({ programId }: AnyProgram, { fileName }: Surroundings): Finding[] =>
  fileName === `${programId}.yaml`
    ? []
    : [
        {
          path: ['programId'],
          what: `programId is "${programId}" but the file is ${fileName}`,
          right: `Name the file ${programId}.yaml, or write programId: ${fileName.replace(/\.yaml$/, '')}`,
        },
      ];

/** Everything in a well-formed program that doesn't fit together. */
export const crossChecks = (program: AnyProgram, around: Surroundings): Finding[] => [
  ...nameCheck(program, around),
  ...repeated(
    program.channels.map(({ channelId }) => channelId),
    (index) => ['channels', index, 'channelId'],
  ),
  ...deliveryChecks(program, around.templates),
  ...(program.kind === 'batch' ? batchChecks(program, around.models) : []),
  ...(program.kind === 'reactive' ? reactiveChecks(program, around) : []),
  ...(program.kind === 'sale' ? saleChecks(program, around.templates) : []),
];
