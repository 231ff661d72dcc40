import type { LinkPurpose } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { ApiRoute, PageRequest } from '../../domain/page-request.ts';
import { refusalOf } from '../../domain/post-guard.ts';
import type { LinkDeps } from '../../ports.ts';
import { type Answer, gone, refuse } from '../answers.ts';
import { openLink } from '../open-link.ts';
import { getConfirm } from './get-confirm.ts';
import { getPreferences } from './get-preferences.ts';
import { getReview } from './get-review.ts';
import { getSatisfaction } from './get-satisfaction.ts';
import { getSolution } from './get-solution.ts';
import { getUnsubscribe } from './get-unsubscribe.ts';
import type { OpenedCall } from './opened-call.ts';
import { postConfirm } from './post-confirm.ts';
import { postPhoto } from './post-photo.ts';
import { postPreferences } from './post-preferences.ts';
import { postReview } from './post-review.ts';
import { postSatisfaction } from './post-satisfaction.ts';
import { postSolution } from './post-solution.ts';
import { postUnsubscribe } from './post-unsubscribe.ts';

type Of<F> = F extends (deps: infer D, call: OpenedCall) => unknown ? D : never;
type Handlers =
  | typeof getSolution
  | typeof postSolution
  | typeof getReview
  | typeof postReview
  | typeof postPhoto
  | typeof getSatisfaction
  | typeof postSatisfaction
  | typeof getPreferences
  | typeof postUnsubscribe;
type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;
/** `webUrl`: where the pages are (WEB_URL); POSTs come from there only. */
export type ApiDeps = LinkDeps &
  Intersection<Of<Handlers>> &
  Parameters<typeof postConfirm>[0] & { clock: Clock; webUrl: string };

type Endpoint = (deps: ApiDeps, request: PageRequest) => Promise<Answer>;
type Endpoints = Partial<Record<'GET' | 'POST', Endpoint>>;

/** A handler whose link has to open first. */
const opened =
  (purpose: LinkPurpose, handler: (deps: ApiDeps, call: OpenedCall) => Promise<Answer>): Endpoint =>
  async (deps, request) => {
    const now = deps.clock.now();
    const link = await openLink(deps, { purpose, token: request.token, now });
    return link ? handler(deps, { notification: link.notification, request, now }) : gone();
  };

const endpoints: Record<ApiRoute, Endpoints> = {
  solution: { GET: opened('solution', getSolution), POST: opened('solution', postSolution) },
  review: { GET: opened('review', getReview), POST: opened('review', postReview) },
  'review/photos': { POST: opened('review', postPhoto) },
  satisfaction: { GET: opened('satisfaction', getSatisfaction), POST: opened('satisfaction', postSatisfaction) },
  unsubscribe: { GET: opened('unsubscribe', getUnsubscribe), POST: opened('unsubscribe', postUnsubscribe) },
  preferences: { GET: opened('preferences', getPreferences), POST: opened('preferences', postPreferences) },
  confirm: { GET: getConfirm, POST: postConfirm },
};

/** One call of the JSON API: its method, where it comes from, then its link, then its body. */
export const callApi = async (deps: ApiDeps, route: ApiRoute, request: PageRequest): Promise<Answer> => {
  const methods = endpoints[route];
  const endpoint = request.method === 'GET' || request.method === 'POST' ? methods[request.method] : undefined;
  if (!endpoint) return notAllowed(methods);
  const refusal = request.method === 'POST' ? refusalOf(request, new URL(deps.webUrl).origin) : undefined;
  return refusal ? refuse(refusal.statusCode, refusal.error) : endpoint(deps, request);
};

const notAllowed = (methods: Endpoints): Answer => {
  const refused = refuse(405, 'method');
  return { ...refused, headers: { ...refused.headers, Allow: Object.keys(methods).join(', ') } };
};
