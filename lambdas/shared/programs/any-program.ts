import * as z from 'zod';
import { batchProgramSchema } from './batch-program-schema.ts';
import { reactiveProgramSchema } from './reactive-program-schema.ts';
import { saleProgramSchema } from './sale-program-schema.ts';

/** Every kind of program file. A new kind: its schema beside these, and one entry here. */
export const anyProgramSchema = z.discriminatedUnion('kind', [
  batchProgramSchema,
  saleProgramSchema,
  reactiveProgramSchema,
]);
export type AnyProgram = z.infer<typeof anyProgramSchema>;
