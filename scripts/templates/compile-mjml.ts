import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import mjml2html, { type MjmlError } from 'mjml';
import type { Problem } from '../programs/problem.ts';
import { textPart } from './text-part.ts';

export type CompiledMjml = { html: string; text: string; problems: Problem[] };

const tagsIn = (text: string): number => (text.match(/\{[{%]/g) ?? []).length;
const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?-->/g, '');
const bodyOf = (text: string): string => /<mj-body[\s\S]*<\/mj-body>/.exec(withoutComments(text))?.[0] ?? '';

/** MJML drops what stands between its tags; a condition that got lost would show its text to everybody. */
const lostLiquid = (source: string, html: string, file: string): Problem[] => {
  const written = tagsIn(bodyOf(source));
  const kept = tagsIn(html.slice(html.indexOf('<body')).replace(/<div style="display:none[\s\S]*?<\/div>/, ''));
  if (kept >= written) return [];
  const what = `MJML loses ${written - kept} of ${written} Liquid tags`;
  return [{ file, line: 1, column: 1, what, right: 'Put tags that stand between MJML elements into <mj-raw>' }];
};

/** MJML leaves out what it can't read and says nothing. */
const lostIncludes = (source: string, { path, file }: { path: string; file: string }): Problem[] =>
  source.split('\n').flatMap((line, index) => {
    const included = /<mj-include\b[^>]*\bpath="([^"]*)"/.exec(line)?.[1];
    if (included === undefined || existsSync(join(dirname(path), included))) return [];
    const what = `mj-include: there is no ${included}`;
    return [{ file, line: index + 1, column: 1, what, right: 'Paths are relative to this file' }];
  });

const mjmlProblem = (file: string, { line, tagName, message }: MjmlError): Problem => ({
  file,
  line,
  column: 1,
  what: `${tagName}: ${message}`,
  right: 'See the MJML documentation of the element',
});

/**
 * Compiles MJML to HTML and text, Liquid kept in both.
 * @param options `path` of the source; `root`: the folder that includes may come from
 */
export const compileMjml = async (source: string, options: { path: string; root: string }): Promise<CompiledMjml> => {
  const file = relative(process.cwd(), options.path);
  try {
    const { html, errors } = await mjml2html(source, {
      validationLevel: 'soft',
      filePath: options.path,
      ignoreIncludes: false,
      includePath: [options.root],
      keepComments: false,
      fonts: {}, // no download when a customer opens a message
    });
    const problems = [
      ...lostIncludes(source, { path: options.path, file }),
      ...errors.map((error) => mjmlProblem(file, error)),
      ...lostLiquid(source, html, file),
    ];
    return { html: html.replace(/\n\s*/g, '\n').trim(), text: textPart(source), problems };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const problem = { file, line: 1, column: 1, what, right: 'Repair the MJML: check its tags and quotes' };
    return { html: '', text: '', problems: [problem] };
  }
};
