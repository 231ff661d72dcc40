// One template's folder → what the Lambda fills in, one Template per channel.
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { ChannelType } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { CompiledTemplate, Template } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { workerSample, workerVariables } from '../../lambdas/delivery/domain/templates/worker-variables.ts';
import type { Problem } from '../programs/problem.ts';
import { checkLiquid } from './check-liquid.ts';
import { checkedYaml } from './checked-yaml.ts';
import { compileMjml } from './compile-mjml.ts';
import { localeChecks } from './locale-checks.ts';
import { templateChecks } from './template-checks.ts';
import { emailFileSchema, type TemplateFile, templateFileSchema } from './template-file-schema.ts';
import { type LocaleFiles, templateFiles } from './template-files.ts';

export type Compiled<T> = { value?: T; problems: Problem[] };
/** `root`: the folder of all templates; `smsParts`: the program's limit. */
export type CompileOptions = { root: string; smsParts: number | undefined };
type Source = { files: LocaleFiles; file: TemplateFile; options: CompileOptions };

const schemaOf = ({ variables }: TemplateFile): Template['schema'] => ({ ...variables, ...workerVariables });
/** What its texts use of the worker's: nothing else has to be made for a message. */
const usedSchema = (file: TemplateFile, texts: readonly Compiled<CompiledTemplate>[]): Template['schema'] => {
  const written = JSON.stringify(texts.map(({ value }) => value));
  const used = Object.entries(workerVariables).filter(([name]) => new RegExp(`\\b${name}\\b`).test(written));
  return { ...file.variables, ...Object.fromEntries(used) };
};
const here = (path: string): string => relative(process.cwd(), path);

const compileSms = ({ files, file }: Source): Compiled<CompiledTemplate> => {
  const text = readFileSync(files.text, 'utf8').trim();
  const problems = checkLiquid({ file: here(files.text), source: text, engine: 'text' }, schemaOf(file));
  return { value: { channel: 'sms', text, shorten: file.shorten }, problems };
};

const compileEmail = async ({ files, file, options }: Source): Promise<Compiled<CompiledTemplate>> => {
  const source = readFileSync(files.text, 'utf8');
  const subjectPath = files.subject as string;
  const yaml = checkedYaml(subjectPath, emailFileSchema);
  const subject = yaml.data?.subject ?? '';
  const { html, text, problems } = await compileMjml(source, { path: files.text, root: options.root });
  const schema = schemaOf(file);
  return {
    value: { channel: 'email', subject, html, text },
    problems: [
      ...(yaml.problems ?? checkLiquid({ file: here(subjectPath), source: subject, engine: 'text' }, schema)),
      ...problems,
      ...checkLiquid({ file: here(files.text), source, engine: 'html' }, schema),
    ],
  };
};

const compileChannel = async (
  channel: ChannelType,
  locales: readonly LocaleFiles[],
  source: Omit<Source, 'files'> & { templateId: string },
): Promise<Compiled<Template>> => {
  const compile = channel === 'sms' ? compileSms : compileEmail;
  const texts = await Promise.all(locales.map(async (files) => compile({ ...source, files })));
  const { file, options, templateId } = source;
  return {
    value: {
      templateId,
      channel,
      fallbackLocale: file.fallbackLocale,
      schema: usedSchema(file, texts),
      sample: { ...workerSample, ...file.sample },
      ...(channel === 'sms' && options.smsParts !== undefined && { smsParts: options.smsParts }),
      locales: Object.fromEntries(
        locales.map(({ locale }, index) => [locale, texts[index]?.value as CompiledTemplate]),
      ),
    },
    problems: texts.flatMap(({ problems }) => problems),
  };
};

/** Compiles one template's folder, or says all that is wrong in it. */
export const compileTemplate = async (folder: string, options: CompileOptions): Promise<Compiled<Template[]>> => {
  const yaml = checkedYaml(join(folder, 'template.yaml'), templateFileSchema);
  const { files, problems: named } = templateFiles(folder);
  if (yaml.problems || named.length > 0) return { problems: [...(yaml.problems ?? []), ...named] };
  const { data: file } = yaml;
  const wrong = [...templateChecks(file), ...localeChecks(file, files)].map(yaml.problem);
  if (wrong.length > 0) return { problems: wrong };
  const source = { file, options, templateId: basename(folder) };
  const compiled = await Promise.all(file.channels.map((channel) => compileChannel(channel, files[channel], source)));
  const problems = compiled.flatMap((one) => one.problems);
  return { problems, ...(problems.length === 0 && { value: compiled.map(({ value }) => value as Template) }) };
};
