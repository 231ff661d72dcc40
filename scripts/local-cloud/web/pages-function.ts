import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';

const source = new URL('../../../terraform/modules/web/pages-to-index.js', import.meta.url);

type ViewerEvent = { request: { method: string; uri: string } };

/** The CloudFront Function that turns a page's address into a file's, run as CloudFront would. */
export const pagesFunction = async (): Promise<(uri: string) => string> => {
  const context = createContext({});
  const handler = runInContext(`${await readFile(source, 'utf8')}; handler`, context) as (
    event: ViewerEvent,
  ) => ViewerEvent['request'];
  return (uri) => handler({ request: { method: 'GET', uri } }).uri;
};
