// The ports of one clone: a block of neighbours, chosen at the first `up` and remembered, so that clones live side by side.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { localFolder } from './paths.ts';

/** Offsets within the block. */
export const portOffsets = {
  localstack: 0,
  dynamodb: 1,
  kinesis: 2,
  kinesisTls: 3,
  athena: 4,
  appsync: 5,
  sagemaker: 6,
  faultProxy: 7,
  web: 8,
  /** From here up to the simulators the ports are LocalStack's, for services it starts by itself. */
  localstackOwn: 10,
  ses: 30,
  endUserMessaging: 31,
  smsService: 32,
  ticketmaster: 33,
  bitly: 34,
  identity: 35,
  support: 36,
} as const;

export const blockSize = 40;
const firstBase = 14_500;
// Below Linux's range of ephemeral ports, which starts at 32,768.
const lastBase = 30_000;
const portsFile = join(localFolder, 'ports.json');

/** Whether nothing listens on a port of 127.0.0.1. */
export const portIsFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The first base from 14,500 on whose ports are all free. `free` says whether one port is. @throws Error if none */
export const chooseBase = async (free: (port: number) => Promise<boolean>): Promise<number> => {
  for (let base = firstBase; base <= lastBase; base += blockSize) {
    const used = Object.values(portOffsets).map((offset) => free(base + offset));
    if ((await Promise.all(used)).every(Boolean)) return base;
  }
  throw new Error(`No ${blockSize} free ports between ${firstBase} and ${lastBase}: set HERALD_PORT_BASE.`);
};

/** HERALD_PORT_BASE as a number, if set. @throws Error if it is no usable port */
export const baseFromEnvironment = (env: NodeJS.ProcessEnv): number | undefined => {
  if (!env.HERALD_PORT_BASE) return undefined;
  const base = Number(env.HERALD_PORT_BASE);
  if (!Number.isInteger(base) || base < 1024 || base > 65_535 - blockSize)
    throw new Error(`HERALD_PORT_BASE is "${env.HERALD_PORT_BASE}": give a port from 1024 to ${65_535 - blockSize}.`);
  return base;
};

const remembered = (): number | undefined =>
  existsSync(portsFile) ? (JSON.parse(readFileSync(portsFile, 'utf8')) as { base: number }).base : undefined;

/** The base a running local cloud of this clone uses, or the one it would; undefined before the first `up`. */
export const knownBase = (): number | undefined => baseFromEnvironment(process.env) ?? remembered();

/** The base of this clone, chosen now if there is none yet. */
export const claimBase = async (): Promise<number> => {
  const base = knownBase() ?? (await chooseBase(portIsFree));
  mkdirSync(localFolder, { recursive: true });
  writeFileSync(portsFile, `${JSON.stringify({ base })}\n`);
  return base;
};
