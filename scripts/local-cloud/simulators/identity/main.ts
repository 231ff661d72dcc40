// The OIDC issuer of local customers as a process. PORT; CLIENT_ID (audience of its tokens).
import { localClientId } from '../../simulated-secrets.ts';
import { closeOnSignal } from '../kit/http-service.ts';
import { startIdentity } from './server.ts';

const { PORT, CLIENT_ID } = process.env;
const service = await startIdentity({ port: Number(PORT ?? 4808), clientId: CLIENT_ID || localClientId });
console.log(`identity: listening on ${service.url}`);
closeOnSignal(service);
