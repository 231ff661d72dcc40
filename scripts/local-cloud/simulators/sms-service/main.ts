// The SMS service as a process. PORT; ACCOUNT_SID, AUTH_TOKEN; INBOUND_URL (customers' messages); RECEIPTS=off (none).
import { closeOnSignal } from '../kit/http-service.ts';
import { startSmsService } from './server.ts';

const { PORT, ACCOUNT_SID, AUTH_TOKEN, INBOUND_URL, RECEIPTS } = process.env;
if (!ACCOUNT_SID || !AUTH_TOKEN) throw new Error('sms-service: ACCOUNT_SID and AUTH_TOKEN are missing; set both.');
const service = await startSmsService({
  port: Number(PORT ?? 4805),
  account: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN },
  inboundUrl: INBOUND_URL || undefined,
  receipts: RECEIPTS !== 'off',
});
console.log(`sms-service: listening on ${service.url}`);
closeOnSignal(service);
