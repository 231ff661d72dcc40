// The shape of a template.yaml. programs/templates/template.schema.json (for editors) is generated from it.
import * as z from 'zod';
import { plainTypes } from '../../lambdas/delivery/domain/templates/check-variables.ts';
import type { VariableType } from '../../lambdas/delivery/domain/templates/template-set.ts';

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name such as "saleStartsAt"');
const variableTypes = plainTypes.flatMap((type) => [type, `optional-${type}` as const]) satisfies VariableType[];

const shortenRule = z
  .union([
    z.strictObject({ cut: name, atLeast: z.number().int().min(4) }),
    z.strictObject({ drop: name }),
    z.strictObject({ plainLetters: z.literal(true) }),
    z.strictObject({ brief: z.literal(true) }),
  ])
  .describe(
    '{ cut: variable, atLeast: characters }, { drop: optional variable }, { plainLetters: true } or { brief: true }',
  );

export const templateFileSchema = z.strictObject({
  channels: z
    .array(z.enum(['email', 'sms']))
    .min(1)
    .describe('for each: <locale>.email.mjml and <locale>.email.yaml, or <locale>.sms.liquid'),
  fallbackLocale: z.string().min(2).describe('BCP 47 tag of the texts for readers of any other language'),
  variables: z.record(name, z.enum(variableTypes)).describe('every variable the texts use, and its type'),
  shorten: z.array(shortenRule).default([]).describe('what an SMS gives up when it is too long, in order'),
  sample: z
    .record(name, z.union([z.string(), z.number(), z.boolean()]))
    .describe('a value for each variable: for checks and previews'),
});
export type TemplateFile = z.infer<typeof templateFileSchema>;

export const emailFileSchema = z.strictObject({ subject: z.string().min(1).describe('Liquid, one line') });

const templateJsonSchema = (): object => z.toJSONSchema(templateFileSchema, { io: 'input' });
/** The text of programs/templates/template.schema.json. */
export const templateSchemaText = (): string =>
  `${JSON.stringify({ title: 'A Herald message template (docs/programs.md, Templates)', ...templateJsonSchema() }, null, 2)}\n`;
