// Bitly as a process. PORT, TOKEN; MONTHLY_LINKS, PER_MINUTE: other limits than Bitly's.
import { closeOnSignal } from '../kit/http-service.ts';
import { startBitly } from './server.ts';

const { PORT = '4834', TOKEN = 'local-bitly-token', MONTHLY_LINKS, PER_MINUTE } = process.env;
const service = await startBitly({
  port: Number(PORT),
  token: TOKEN,
  ...(MONTHLY_LINKS && { monthlyLinks: Number(MONTHLY_LINKS) }),
  ...(PER_MINUTE && { perMinute: Number(PER_MINUTE) }),
});
console.log(`bitly: listening on ${service.url}`);
closeOnSignal(service);
