// SES v2 as a process. PORT; AWS_ENDPOINT_URL (LocalStack, for events); STATE (file); RECEIPTS=off (no events).
import { closeOnSignal } from '../kit/http-service.ts';
import { putEventsTo } from './publish-events.ts';
import { startSes } from './server.ts';

const { PORT, AWS_ENDPOINT_URL, STATE, RECEIPTS } = process.env;
const service = await startSes({
  port: Number(PORT ?? 4803),
  stateFile: STATE || undefined,
  putEvents: putEventsTo(AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566'),
  receipts: RECEIPTS !== 'off',
});
console.log(`ses: listening on ${service.url}`);
closeOnSignal(service);
