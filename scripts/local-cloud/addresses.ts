// Every address of the local cloud, and the environment variables that lead SDKs and Terraform there.
import { portOffsets } from './port-block.ts';

export type Addresses = {
  aws: string;
  /** DynamoDB's own port, past LocalStack's gateway; the gateway itself with a LocalStack started elsewhere. */
  dynamodb: string;
  faultProxy: string;
  /** The customer pages. */
  web: string;
  athena: string;
  appsync: string;
  sagemaker: string;
  ses: string;
  endUserMessaging: string;
  smsService: string;
  ticketmaster: string;
  bitly: string;
  support: string;
  /** The OIDC issuer of local customers. */
  identity: string;
};

export const region = 'us-east-1';
export const account = '000000000000';

const local = (base: number, offset: number): string => `http://127.0.0.1:${base + offset}`;

/** @param elsewhere a LocalStack that was started by somebody else, or undefined for our own */
export const addressesAt = (base: number, elsewhere?: string): Addresses => ({
  aws: elsewhere ?? local(base, portOffsets.localstack),
  dynamodb: elsewhere ?? local(base, portOffsets.dynamodb),
  faultProxy: local(base, portOffsets.faultProxy),
  web: local(base, portOffsets.web),
  athena: local(base, portOffsets.athena),
  appsync: local(base, portOffsets.appsync),
  sagemaker: local(base, portOffsets.sagemaker),
  ses: local(base, portOffsets.ses),
  endUserMessaging: local(base, portOffsets.endUserMessaging),
  smsService: local(base, portOffsets.smsService),
  ticketmaster: local(base, portOffsets.ticketmaster),
  bitly: local(base, portOffsets.bitly),
  support: local(base, portOffsets.support),
  identity: local(base, portOffsets.identity),
});

/** The LocalStack the caller wants used in place of ours: AWS_ENDPOINT_URL without its last slash. */
export const elsewhereFrom = (env: NodeJS.ProcessEnv): string | undefined =>
  env.AWS_ENDPOINT_URL ? env.AWS_ENDPOINT_URL.replace(/\/+$/, '') : undefined;

/** For Terraform and scripts: everything through LocalStack's gateway, but what LocalStack lacks. */
export const scriptEnvironment = (addresses: Addresses): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: addresses.aws,
  AWS_ENDPOINT_URL_ATHENA: addresses.athena,
  AWS_ENDPOINT_URL_GLUE: addresses.athena,
  AWS_ENDPOINT_URL_APPSYNC: addresses.appsync,
  AWS_ENDPOINT_URL_SAGEMAKER: addresses.sagemaker,
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: addresses.sagemaker,
  AWS_ENDPOINT_URL_SESV2: addresses.ses,
  AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: addresses.endUserMessaging,
});

/**
 * For Lambdas: as for scripts, and DynamoDB through the fault proxy. HERALD_FAULT_PROXY=off leads past it
 * (benchmarks); 2 ms a call, where the gateway takes 9 to 17.
 */
export const lambdaEndpoints = (addresses: Addresses, env: NodeJS.ProcessEnv): Record<string, string> => ({
  AWS_ENDPOINT_URL: addresses.aws,
  AWS_ENDPOINT_URL_ATHENA: addresses.athena,
  AWS_ENDPOINT_URL_GLUE: addresses.athena,
  AWS_ENDPOINT_URL_APPSYNC: addresses.appsync,
  AWS_ENDPOINT_URL_SAGEMAKER: addresses.sagemaker,
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: addresses.sagemaker,
  AWS_ENDPOINT_URL_SESV2: addresses.ses,
  AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: addresses.endUserMessaging,
  AWS_ENDPOINT_URL_DYNAMODB: env.HERALD_FAULT_PROXY === 'off' ? addresses.dynamodb : addresses.faultProxy,
});
