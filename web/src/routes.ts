/** The pages by the first part of their path; the API's name of each (docs/architecture.md, Pages API). */
const routes = {
  s: 'solution',
  r: 'review',
  q: 'satisfaction',
  u: 'unsubscribe',
  p: 'preferences',
  confirm: 'confirm',
} as const;
export type Route = (typeof routes)[keyof typeof routes];

/** The page and token of a path such as `/s/k1.AbC`; nothing for any other path. */
export const routeOf = (path: string): { route: Route; token: string } | undefined => {
  const [, page = '', token = ''] = /^\/(s|r|q|u|p|confirm)\/([A-Za-z0-9._-]{1,4200})\/?$/.exec(path) ?? [];
  return token ? { route: routes[page as keyof typeof routes], token } : undefined;
};
