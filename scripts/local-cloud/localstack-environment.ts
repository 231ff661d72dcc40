import { join } from 'node:path';
import type { Installs } from './downloads.ts';
import { localFolder, logsFolder, partsFolder, scratchFolder } from './paths.ts';
import { portOffsets } from './port-block.ts';

export const localstackFolder = join(scratchFolder, 'localstack');
/** Where LocalStack looks for its Java before it would download one. */
export const localstackJavaLink = join(localstackFolder, 'fs/var/lib/localstack/lib/java/21');
export const bootstrapFile = join(scratchFolder, 'lambda-bootstrap.mjs');
/** One JSON line per Lambda invocation: {function, requestId, ms, initMs, peakMb}. */
export const invocationsFile = join(logsFolder, 'invocations.jsonl');
/** One JSON line per function and permission it used: {function, action, resource}. */
export const sdkCallsFile = join(localFolder, 'sdk-calls.jsonl');

const ourPlugins = (base: number, installs: Installs) => ({
  PYTHONPATH: join(partsFolder, 'localstack'),
  HERALD_LAMBDA_NODE: process.execPath,
  HERALD_LAMBDA_BOOTSTRAP: bootstrapFile,
  HERALD_INVOCATIONS_FILE: invocationsFile,
  HERALD_SDK_CALLS_FILE: sdkCallsFile,
  HERALD_JARS: installs.jars,
  HERALD_JAVA_HOME: localstackJavaLink,
  HERALD_KINESIS_MOCK: installs.kinesis,
  HERALD_KINESIS_PORT: String(base + portOffsets.kinesis),
  HERALD_KINESIS_TLS_PORT: String(base + portOffsets.kinesisTls),
});

/** Everything LocalStack 4.9 is told: no Docker, no downloads, no telemetry, nothing outside .local, loopback only. */
export const localstackEnvironment = (base: number, installs: Installs): Record<string, string> => ({
  ...ourPlugins(base, installs),
  GATEWAY_LISTEN: `127.0.0.1:${base + portOffsets.localstack}`,
  // LocalStack's default server, twisted, listens on every interface whatever GATEWAY_LISTEN says.
  GATEWAY_SERVER: 'hypercorn',
  // Names in answers (queue URLs, buckets) need no DNS then.
  LOCALSTACK_HOST: `127.0.0.1:${base + portOffsets.localstack}`,
  SQS_ENDPOINT_STRATEGY: 'off',
  // The pages: they call the API and upload photos.
  EXTRA_CORS_ALLOWED_ORIGINS: `http://127.0.0.1:${base + portOffsets.web}`,
  EXTERNAL_SERVICE_PORTS_START: String(base + portOffsets.localstackOwn),
  EXTERNAL_SERVICE_PORTS_END: String(base + portOffsets.ses),
  FILESYSTEM_ROOT: join(localstackFolder, 'fs'),
  TMPDIR: join(localstackFolder, 'tmp'),
  // Python's plugin cache and others go below the home folder.
  HOME: join(localstackFolder, 'home'),
  // Else it writes to system folders when it runs inside a container.
  OVERRIDE_IN_DOCKER: '0',
  LAMBDA_RUNTIME_EXECUTOR: 'process',
  LAMBDA_KEEPALIVE_MS: '600000',
  PROVIDER_OVERRIDE_DYNAMODB: 'v2',
  DYNAMODB_IN_MEMORY: '1',
  DYNAMODB_SHARE_DB: '1',
  DYNAMODB_HEAP_SIZE: '2G',
  DYNAMODB_LOCAL_PORT: String(base + portOffsets.dynamodb),
  KINESIS_LATENCY: '0',
  KINESIS_MOCK_LOG_LEVEL: 'ERROR',
  KINESIS_MOCK_VERSION: '0.5.2',
  SKIP_SSL_CERT_DOWNLOAD: '1',
  DISABLE_EVENTS: '1',
  DNS_ADDRESS: '0',
  EAGER_SERVICE_LOADING: '0',
  PYTHONDONTWRITEBYTECODE: '1',
});
