import { routeFields } from '../../shared/graphql/resolver-event.ts';
import { createEventDetails, type EventDetailsDeps } from './event-details.ts';

/** Answers `eventDetails`. */
export const createQueryEvents = (deps: EventDetailsDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({ eventDetails: createEventDetails(deps) });
