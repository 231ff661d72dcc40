// Brings every part to life, and makes sure that parts which know things of one LocalStack do not outlive it.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { capture } from './command.ts';
import { answers, waitHealthy } from './health.ts';
import {
  bootstrapFile,
  invocationsFile,
  localstackFolder,
  localstackJavaLink,
  sdkCallsFile,
} from './localstack-environment.ts';
import { runsAsDescribed, start, stop } from './part-process.ts';
import { partsFolder, scratchFolder } from './paths.ts';
import type { Part } from './services.ts';

/** The folder of the Java that `java` runs, as itself says. */
const javaHome = async (): Promise<string> => {
  const text = await capture(['/bin/sh', '-c', 'java -XshowSettings:properties -version 2>&1']);
  const home = /java\.home = (.+)/.exec(text)?.[1];
  if (!home) throw new Error('`java -XshowSettings:properties -version` does not tell java.home: is JAVA a launcher?');
  return home.trim();
};

/** One file for every Lambda process: stripping types in each of them would cost 30 ms. */
const bundleBootstrap = (): void => {
  buildSync({
    entryPoints: [join(partsFolder, 'localstack/lambda-runtime/bootstrap.ts')],
    outfile: bootstrapFile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    logLevel: 'error',
  });
};

/** The files LocalStack starts with, in an empty folder. */
const prepareScratch = async (): Promise<void> => {
  rmSync(scratchFolder, { recursive: true, force: true });
  for (const file of [sdkCallsFile, invocationsFile]) rmSync(file, { force: true });
  for (const folder of ['tmp', 'home']) mkdirSync(join(localstackFolder, folder), { recursive: true });
  mkdirSync(dirname(localstackJavaLink), { recursive: true });
  symlinkSync(await javaHome(), localstackJavaLink);
  bundleBootstrap();
};

const isUp = async (part: Part): Promise<boolean> => runsAsDescribed(part) && (await answers(part.healthUrl));

const refuseForeignPort = async (part: Part): Promise<void> => {
  if (await answers(part.healthUrl))
    throw new Error(`${part.healthUrl} is taken by somebody else: set HERALD_PORT_BASE to another block of ports.`);
};

/**
 * Starts what is not running. A LocalStack that has to be started anew starts empty, and everything else with it.
 * @param freshCloud true if the LocalStack in use is not the one the running parts know
 * @returns the names of the parts that were started
 */
export const startParts = async (parts: Part[], freshCloud: boolean): Promise<string[]> => {
  const own = parts.find(({ name }) => name === 'localstack');
  const anew = own !== undefined && !(await isUp(own));
  if (anew) {
    await Promise.all(parts.map(({ name }) => stop(name)));
    await prepareScratch();
  }
  const started: string[] = [];
  for (const part of parts) {
    if (part.followsLocalstack && freshCloud) {
      await stop(part.name);
      if (part.env.STATE) rmSync(part.env.STATE, { force: true });
    }
    if (await isUp(part)) continue;
    await stop(part.name);
    await refuseForeignPort(part);
    start(part);
    started.push(part.name);
  }
  await Promise.all(parts.map(waitHealthy));
  return started;
};
