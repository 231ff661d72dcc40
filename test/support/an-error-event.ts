import { randomUUID } from 'node:crypto';

type Detail = Record<string, unknown>;

/** An ErrorEvent as EventBridge hands it over: three crashes of an iPhone's app 2.5.1 in a day. */
export const anErrorEvent = (detail: Detail = {}, envelope: Record<string, unknown> = {}): Record<string, unknown> => ({
  version: '0',
  id: randomUUID(),
  source: 'app.telemetry',
  'detail-type': 'ErrorEvent',
  ...envelope,
  detail: {
    ...{ schemaVersion: '1', customerId: 'C789', errorType: 'NullPointerException', errorCount: 3 },
    ...{ timeWindow: '24h', appVersion: '2.5.1', deviceType: 'iOS', timestamp: '2026-11-20T15:30:00.000Z' },
    ...detail,
  },
});
