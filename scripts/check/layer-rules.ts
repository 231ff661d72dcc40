// Who may import whom (design.md, Layout), for dependency-cruiser. Biome holds part of it while one types; this holds all.
import type { IForbiddenRuleType } from 'dependency-cruiser';

const product = '\\.test\\.ts$';
const capability = '^lambdas/(?!shared/)([^/]+)/';

const forbid = (name: string, comment: string, rule: { from: object; to: object }): IForbiddenRuleType =>
  ({ name, comment, severity: 'error', ...rule }) as IForbiddenRuleType;

export const layerRules: IForbiddenRuleType[] = [
  forbid(
    'domain-is-pure',
    'domain/ decides: it knows domain types, errors, clock, conditions, zod, hashing and filling in of templates (liquidjs without files) only.',
    {
      from: { path: `${capability}domain/`, pathNot: product },
      to: {
        pathNot:
          '^lambdas/$1/domain/|^lambdas/shared/(errors|clock)\\.ts$|^lambdas/shared/programs/[a-z-]+(schema|program)\\.ts$|^lambdas/shared/conditions/|(^|node_modules/)(zod|liquidjs)(/|$)|^(node:)?crypto$',
      },
    },
  ),
  forbid('ports-know-domain-only', 'ports.ts is types over domain types, programs and other capabilities’ doors.', {
    from: { path: `${capability}ports\\.ts$` },
    to: { pathNot: '^lambdas/$1/domain/|^lambdas/shared/programs/|^lambdas/[^/]+/index\\.ts$' },
  }),
  forbid('handlers-know-no-adapters', 'handlers/ get their ports handed in by entry/.', {
    from: { path: `${capability}handlers/`, pathNot: product },
    to: { path: '^lambdas/[^/]+/(adapters|entry)/' },
  }),
  forbid('adapters-know-no-handlers', 'adapters/ serve ports; they call no use case.', {
    from: { path: `${capability}adapters/`, pathNot: product },
    to: { path: '^lambdas/[^/]+/(handlers|entry)/' },
  }),
  forbid('only-adapters-import-sdks', 'An SDK stands behind a port, in adapters/.', {
    from: { path: '^lambdas/', pathNot: `^lambdas/([^/]+/adapters|shared/(aws|programs))/|${product}` },
    to: { path: '(^|node_modules/)@(aws-sdk|smithy)/' },
  }),
  forbid('shared-knows-no-capability', 'shared/ is everybody’s and imports none.', {
    from: { path: '^lambdas/shared/' },
    to: { path: capability },
  }),
  forbid('capabilities-meet-at-index', 'A capability imports another only through its index.ts.', {
    from: { path: capability },
    to: { path: capability, pathNot: ['^lambdas/$1/', '^lambdas/[^/]+/index\\.ts$'] },
  }),
  forbid(
    'pages-know-the-api-only',
    'web/ runs in browsers: it meets the Lambdas at the pages API, and imports Preact alone.',
    {
      from: { path: '^web/src/', pathNot: product },
      to: { pathNot: '^web/src/|(^|node_modules/)preact/' },
    },
  ),
  forbid('no-cycles', 'Modules that import each other can only be understood together.', {
    from: { path: '^(lambdas|web)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, // types are erased
  }),
];
