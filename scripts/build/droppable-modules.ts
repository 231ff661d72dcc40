// Our own modules do nothing but define things: one that is only passed through by a capability's index.ts is dropped, though
// it calls zod or fills a map while it loads. Entries stay as they are: nobody imports them.
import type { Plugin } from 'esbuild';

const own = /[\\/]lambdas[\\/]/;
/** Marks what this plugin has asked itself. */
const asked = 'droppable-modules';

export const droppableModules: Plugin = {
  name: 'droppable-modules',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, async ({ path, pluginData, importer, resolveDir, kind }) => {
      if (pluginData === asked || !own.test(importer)) return undefined;
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: asked });
      return own.test(found.path) ? { ...found, sideEffects: false } : found;
    });
  },
};
