// Parts of libraries that no Lambda can reach, though their importers hold on to them: replaced by a few lines each.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Where it is, and what stands in for its text. */
type LeftOut = { filter: RegExp; instead: (text: string) => string };

const exported = /^export (?:const|function|class) (\w+)/gm;

/** The same names; whoever calls what they give learns what is missing. */
const uncallable =
  (what: string) =>
  (text: string): string => {
    const names = [...text.matchAll(exported)].map(([, name]) => name);
    const message = JSON.stringify(`${what} is left out of Lambda bundles: scripts/build/left-out-parts.ts`);
    return `const no=()=>()=>{throw new Error(${message})};${names.map((name) => `export const ${name}=no;`).join('')}`;
  };

const leftOut: LeftOut[] = [
  // Every zod schema carries a method that writes it as JSON Schema. Only scripts do that.
  {
    filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/,
    instead: uncallable('JSON Schema'),
  },
  // S3 Select and Bedrock streams; every REST client is set up for them.
  {
    filter: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/,
    instead: () =>
      'export const resolveEventStreamSerdeConfig=(config)=>config;export const eventStreamSerdeProvider=()=>({});',
  },
  // DynamoDB's endpoint discovery is off unless asked for.
  {
    filter: /@aws-sdk[\\/]endpoint-cache[\\/]dist-es[\\/]index\.js$/,
    instead: () => 'export class EndpointCache{}',
  },
  // Clients take their version from their whole package.json.
  {
    filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/,
    instead: (text) => `export default ${JSON.stringify({ version: JSON.parse(text).version })};`,
  },
];

export const leftOutParts: Plugin = {
  name: 'left-out-parts',
  setup: ({ onLoad }) => {
    for (const { filter, instead } of leftOut)
      onLoad({ filter }, async ({ path }) => ({ contents: instead(await readFile(path, 'utf8')), loader: 'js' }));
  },
};
