// Fills a definition's placeholders as Terraform's templatefile does, and says which were not supplied or not used.

/** `text` is what Step Functions would get. Problems are lines for people. */
export type Rendered = { text: string; problems: string[] };

const placeholder = /\$\{([a-z0-9_]+)\}/g;

/** Placeholders stand inside quoted strings only, so that the file is JSON before it is rendered, too. */
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * @param text of definition.asl.json
 * @param optional values that need not be used (functions: a machine calls some of them)
 * @param required values made for this machine: each must be used
 */
export const renderDefinition = (
  text: string,
  optional: Readonly<Record<string, string>>,
  required: Readonly<Record<string, string>>,
): Rendered => {
  const values: Record<string, string> = { ...optional, ...required };
  const used = new Set([...text.matchAll(placeholder)].map(([, name]) => name as string));
  return {
    text: text.replaceAll(placeholder, (whole, name: string) => values[name] ?? whole),
    problems: [
      ...[...used].filter((name) => !(name in values)).map((name) => `placeholder ${name} is not supplied`),
      ...Object.keys(required)
        .filter((name) => !used.has(name))
        .map((name) => `placeholder ${name} is supplied, but not used`),
      ...(/\{%(?! )/.test(text) ? ['has "{%" without a space after it: templatefile would read a directive'] : []),
      ...(isJson(text) ? [] : ['is no JSON: placeholders may stand inside quoted strings only']),
    ],
  };
};
