// The fault proxy as a process. PORT; TARGET_URL, where DynamoDB is.
import { closeOnSignal } from '../kit/http-service.ts';
import { startFaultProxy } from './server.ts';

const target = process.env.TARGET_URL;
if (!target) throw new Error('fault-proxy: TARGET_URL is missing; set it to the address of DynamoDB.');
const service = await startFaultProxy({ target, port: Number(process.env.PORT ?? 4802) });
console.log(`fault-proxy: listening on ${service.url}, in front of ${target}`);
closeOnSignal(service);
