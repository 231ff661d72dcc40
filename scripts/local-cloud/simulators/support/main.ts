// The support system as a process. PORT; EMAIL, TOKEN, WEBHOOK_SECRET; WEBHOOK_URL (where changes of tickets are told).
import { closeOnSignal } from '../kit/http-service.ts';
import { startSupport } from './server.ts';

const { PORT, EMAIL, TOKEN, WEBHOOK_SECRET, WEBHOOK_URL } = process.env;
if (!EMAIL || !TOKEN || !WEBHOOK_SECRET)
  throw new Error('support: EMAIL, TOKEN and WEBHOOK_SECRET are missing; set all three.');
const service = await startSupport({
  port: Number(PORT ?? 4836),
  account: { email: EMAIL, token: TOKEN, webhookSecret: WEBHOOK_SECRET },
  webhookUrl: WEBHOOK_URL || undefined,
});
console.log(`support: listening on ${service.url}`);
closeOnSignal(service);
