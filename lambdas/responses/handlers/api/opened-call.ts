import type { Notification } from '../../../delivery/index.ts';
import type { PageRequest } from '../../domain/page-request.ts';

/** A call of the API whose link opened: the message it was in, and what is asked. */
export type OpenedCall = { notification: Notification; request: PageRequest; now: Date };
