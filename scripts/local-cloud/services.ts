// The one list of what the local cloud runs: `up` starts these in order, `status` names them, `down` stops them.
import { join } from 'node:path';
import { type Addresses, account, addressesAt, region } from './addresses.ts';
import { type Installs, installFolders } from './downloads.ts';
import { localstackEnvironment } from './localstack-environment.ts';
import { localFolder, logsFolder, partsFolder, repository } from './paths.ts';
import { portOffsets } from './port-block.ts';
import { simulatedSecrets } from './simulated-secrets.ts';

/** A process that `up` starts. All its ports are on 127.0.0.1. */
export type Part = {
  name: string;
  ports: number[];
  command: [string, ...string[]];
  cwd: string;
  /** On top of the caller's environment, from which AWS_* names are taken away. */
  env: Record<string, string>;
  healthUrl: string;
  logFile: string;
  /** Keeps nothing when LocalStack starts anew, because what it knows belongs to that LocalStack. */
  followsLocalstack: boolean;
};

type Cloud = { base: number; addresses: Addresses; installs: Installs };

const nodePart = (
  cloud: Cloud,
  name: string,
  port: number,
  rest: { main: string; env: Record<string, string> },
): Part => ({
  name,
  ports: [cloud.base + port],
  command: [process.execPath, join(partsFolder, rest.main)],
  cwd: repository,
  env: { ...rest.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: region },
  healthUrl: `http://127.0.0.1:${cloud.base + port}/health`,
  logFile: join(logsFolder, `${name}.log`),
  followsLocalstack: false,
});

const localstackPart = ({ base, installs }: Cloud): Part => ({
  name: 'localstack',
  ports: [portOffsets.localstack, portOffsets.dynamodb, portOffsets.kinesis, portOffsets.kinesisTls].map(
    (o) => base + o,
  ),
  command: [join(installs.localstack, 'bin', 'python'), '-m', 'localstack.runtime.main'],
  cwd: repository,
  env: localstackEnvironment(base, installs),
  healthUrl: `http://127.0.0.1:${base + portOffsets.localstack}/_localstack/health`,
  logFile: join(logsFolder, 'localstack.log'),
  followsLocalstack: false,
});

const athenaPart = ({ base, addresses, installs }: Cloud): Part => ({
  name: 'athena',
  ports: [base + portOffsets.athena],
  command: [join(installs.athena, 'bin', 'python'), '-m', 'herald_athena'],
  cwd: join(partsFolder, 'athena'),
  env: {
    AWS_ENDPOINT_URL: addresses.aws,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: region,
    ATHENA_HOST: '127.0.0.1',
    ATHENA_PORT: String(base + portOffsets.athena),
    ATHENA_CACHE: join(localFolder, 'scratch', 'athena'),
    MOTO_ACCOUNT_ID: account,
    PYTHONDONTWRITEBYTECODE: '1',
  },
  healthUrl: `${addresses.athena}/health`,
  logFile: join(logsFolder, 'athena.log'),
  followsLocalstack: true,
});

const appsyncPart = (cloud: Cloud): Part => ({
  ...nodePart(cloud, 'appsync', portOffsets.appsync, {
    main: 'appsync/main.ts',
    env: {
      APPSYNC_PORT: String(cloud.base + portOffsets.appsync),
      APPSYNC_STATE: join(localFolder, 'scratch', 'appsync.json'),
      AWS_ENDPOINT_URL: cloud.addresses.aws,
    },
  }),
  followsLocalstack: true,
});

const { smsService, discovery, bitly, support } = simulatedSecrets;
const receipts = () => ({ RECEIPTS: process.env.HERALD_RECEIPTS === 'off' ? 'off' : 'on' });

/** What Terraform makes in these belongs to one LocalStack, where their receipts go too. */
const awsSimulator = (cloud: Cloud, name: string, port: number): Part => ({
  ...nodePart(cloud, name, port, {
    main: `simulators/${name}/main.ts`,
    env: {
      PORT: String(cloud.base + port),
      STATE: join(localFolder, 'scratch', `${name}.json`),
      AWS_ENDPOINT_URL: cloud.addresses.aws,
      ...receipts(),
    },
  }),
  followsLocalstack: true,
});

const partnerSimulator = (cloud: Cloud, name: string, port: number, env: Record<string, string> = {}): Part =>
  nodePart(cloud, name, port, {
    main: `simulators/${name}/main.ts`,
    env: { PORT: String(cloud.base + port), ...env },
  });

/** Services that send messages or are asked about events, and the issuer of local customers' tokens. */
const outsideParts = (cloud: Cloud): Part[] => [
  awsSimulator(cloud, 'ses', portOffsets.ses),
  awsSimulator(cloud, 'end-user-messaging', portOffsets.endUserMessaging),
  partnerSimulator(cloud, 'sms-service', portOffsets.smsService, {
    ACCOUNT_SID: smsService.accountSid,
    AUTH_TOKEN: smsService.authToken,
    ...receipts(),
  }),
  partnerSimulator(cloud, 'ticketmaster', portOffsets.ticketmaster, { API_KEY: discovery.apiKey }),
  partnerSimulator(cloud, 'bitly', portOffsets.bitly, { TOKEN: bitly.token }),
  partnerSimulator(cloud, 'support', portOffsets.support, {
    EMAIL: support.email,
    TOKEN: support.token,
    WEBHOOK_SECRET: support.webhookSecret,
  }),
  partnerSimulator(cloud, 'identity', portOffsets.identity),
];

/** What CloudFront is on AWS. Where the API is, it reads in the outputs, which are written after it has started. */
const webPart = (cloud: Cloud): Part =>
  nodePart(cloud, 'web', portOffsets.web, {
    main: 'web/main.ts',
    env: {
      PORT: String(cloud.base + portOffsets.web),
      AWS_ENDPOINT_URL: cloud.addresses.aws,
      OUTPUTS: join(localFolder, 'outputs.json'),
    },
  });

const simulatorParts = (cloud: Cloud): Part[] => [
  nodePart(cloud, 'sagemaker', portOffsets.sagemaker, {
    main: 'simulators/sagemaker/main.ts',
    env: { PORT: String(cloud.base + portOffsets.sagemaker), AWS_ENDPOINT_URL: cloud.addresses.aws },
  }),
  nodePart(cloud, 'fault-proxy', portOffsets.faultProxy, {
    main: 'simulators/fault-proxy/main.ts',
    env: { PORT: String(cloud.base + portOffsets.faultProxy), TARGET_URL: cloud.addresses.dynamodb },
  }),
  ...outsideParts(cloud),
];

/**
 * What runs, in the order of its start.
 * @param elsewhere the address of a LocalStack started by somebody else; ours is then left out
 */
export const partsAt = (base: number, elsewhere?: string): Part[] => {
  const cloud = { base, addresses: addressesAt(base, elsewhere), installs: installFolders() };
  const own = elsewhere ? [] : [localstackPart(cloud)];
  return [...own, athenaPart(cloud), appsyncPart(cloud), webPart(cloud), ...simulatorParts(cloud)];
};
