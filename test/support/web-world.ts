// The pages as they are built, behind the local web server, with a stub as their API.
import { fileURLToPath } from 'node:url';
import { startWeb } from '../../scripts/local-cloud/web/server.ts';
import { folderSite } from '../../scripts/local-cloud/web/site-store.ts';
import { stubPagesApi } from './stub-pages-api.ts';

/** test/support/built-pages.ts builds them for tests; `make build` for everybody else. */
const dist = process.env.HERALD_BUILT_PAGES ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Starts stub and server. `token` gives links no other test uses. */
export const startWebWorld = async () => {
  const api = await stubPagesApi();
  const web = await startWeb({ port: 0, site: folderSite(dist), api: async () => api.url, photos: api.url });
  let links = 0;
  /** Makes a link that works, and gives the address of its page. */
  const page = (
    route: keyof typeof paths,
    shown: Parameters<typeof api.link>[2]['get'],
    post?: Parameters<typeof api.link>[2]['post'],
  ): string => {
    links += 1;
    const token = `k1.AbCdEf${links}`;
    api.link(route, token, { get: shown, ...(post && { post }) });
    return `${web.url}/${paths[route]}/${token}`;
  };
  return { api, web, page, close: () => Promise.all([web.close(), api.close()]) };
};

const paths = {
  solution: 's',
  review: 'r',
  satisfaction: 'q',
  unsubscribe: 'u',
  preferences: 'p',
  confirm: 'confirm',
} as const;

export type WebWorld = Awaited<ReturnType<typeof startWebWorld>>;
