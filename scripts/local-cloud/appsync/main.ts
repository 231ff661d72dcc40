// Local AppSync as a process. APPSYNC_HOST, APPSYNC_PORT, AWS_ENDPOINT_URL (LocalStack), APPSYNC_STATE (file).
import { closeOnSignal } from '../simulators/kit/http-service.ts';
import { startAppSync } from './server.ts';

const { APPSYNC_HOST, APPSYNC_PORT, AWS_ENDPOINT_URL, APPSYNC_STATE } = process.env;
const service = await startAppSync({
  host: APPSYNC_HOST ?? '127.0.0.1',
  port: Number(APPSYNC_PORT ?? 4800),
  lambdaEndpoint: AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566',
  stateFile: APPSYNC_STATE || undefined,
});
console.log(`appsync: listening on ${service.url}`);
closeOnSignal(service);
