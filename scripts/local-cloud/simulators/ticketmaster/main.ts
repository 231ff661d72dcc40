// Ticketmaster Discovery as a process. PORT, API_KEY; PER_SECOND, PER_DAY: other limits than Discovery's.
import { closeOnSignal } from '../kit/http-service.ts';
import { startTicketmaster } from './server.ts';

const { PORT = '4833', API_KEY = 'local-discovery-key', PER_SECOND, PER_DAY } = process.env;
const service = await startTicketmaster({
  port: Number(PORT),
  apiKey: API_KEY,
  ...(PER_SECOND && { perSecond: Number(PER_SECOND) }),
  ...(PER_DAY && { perDay: Number(PER_DAY) }),
});
console.log(`ticketmaster: listening on ${service.url}`);
closeOnSignal(service);
