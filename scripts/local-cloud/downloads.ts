// Third-party parts of the local cloud, kept per user in a folder named by the hash of their lock file.
// A folder is built under another name and then renamed: it is either whole or not there.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.ts';
import { cacheFolder, partsFolder } from './paths.ts';

/** Folders: two Python environments, the jars, and kinesis-mock's node_modules. */
export type Installs = { localstack: string; athena: string; jars: string; kinesis: string };

const lockFiles: Record<keyof Installs, string> = {
  localstack: join(partsFolder, 'localstack', 'requirements.lock'),
  athena: join(partsFolder, 'athena', 'requirements.lock'),
  jars: join(partsFolder, 'localstack', 'pom.xml'),
  kinesis: join(partsFolder, 'localstack', 'kinesis-mock', 'package-lock.json'),
};

/** `<part>-<first 12 hex digits of the SHA-256 of its lock file>` in the user's cache. */
export const installFolder = (part: keyof Installs, lockText: string): string =>
  join(cacheFolder(), `${part}-${createHash('sha256').update(lockText).digest('hex').slice(0, 12)}`);

/** Where each part is, or will be, installed. */
export const installFolders = (): Installs => {
  const folder = (part: keyof Installs) => installFolder(part, readFileSync(lockFiles[part], 'utf8'));
  return {
    localstack: folder('localstack'),
    athena: folder('athena'),
    jars: folder('jars'),
    kinesis: folder('kinesis'),
  };
};

type Build = (folder: string) => Promise<void>;

/**
 * Makes sure a folder is there, building it if not. Two builds at once do no harm: the first to finish stays.
 * @returns true if it was built now
 */
export const ensureFolder = async (folder: string, build: Build): Promise<boolean> => {
  if (existsSync(folder)) return false;
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}.half-`);
  try {
    await build(half);
    try {
      renameSync(half, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return true;
};

// A Python environment does not mind being renamed as long as it is started as `<folder>/bin/python`.
const pythonEnvironment =
  (python: string, lockFile: string): Build =>
  async (folder) => {
    await run([python, '-m', 'venv', folder]);
    const pip = [join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run([...pip, '--no-deps', '-r', lockFile]);
  };

const jars: Build = (folder) =>
  run(['mvn', '-q', '-B', '-f', lockFiles.jars, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`]);

const kinesisMock: Build = async (folder) => {
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(dirname(lockFiles.kinesis), file), join(folder, file));
  await run(['npm', 'ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error']);
};

/**
 * Downloads what this user does not have yet. One after the other: pip and Maven both unpack with all cores.
 * @param report is called before each download
 */
export const ensureDownloads = async (python: string, report: (part: string) => void): Promise<Installs> => {
  const folders = installFolders();
  const builds: Record<keyof Installs, Build> = {
    localstack: pythonEnvironment(python, lockFiles.localstack),
    athena: pythonEnvironment(python, lockFiles.athena),
    jars,
    kinesis: kinesisMock,
  };
  for (const part of Object.keys(builds) as (keyof Installs)[]) {
    await ensureFolder(folders[part], (half) => {
      report(part);
      return builds[part](half);
    });
  }
  return folders;
};
