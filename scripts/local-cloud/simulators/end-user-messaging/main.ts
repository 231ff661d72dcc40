// End User Messaging SMS as a process. PORT; AWS_ENDPOINT_URL (LocalStack's SNS); STATE (file); RECEIPTS=off (none).
import { closeOnSignal } from '../kit/http-service.ts';
import { publishTo } from './publish-events.ts';
import { startEndUserMessaging } from './server.ts';

const { PORT, AWS_ENDPOINT_URL, STATE, RECEIPTS } = process.env;
const service = await startEndUserMessaging({
  port: Number(PORT ?? 4804),
  stateFile: STATE || undefined,
  publish: publishTo(AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566'),
  receipts: RECEIPTS !== 'off',
});
console.log(`end-user-messaging: listening on ${service.url}`);
closeOnSignal(service);
