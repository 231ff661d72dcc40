// What has to be on the machine before `make up`, and how to get it.
import { stripVTControlCharacters } from 'node:util';
import { capture } from './command.ts';

/** A program, how it tells its version, and which versions will do. */
export type Need = {
  name: string;
  /** Tried in this order; the first that is there and fits is taken. */
  programs: string[];
  versionArguments: string[];
  wanted: string;
  fits: (major: number, minor: number) => boolean;
  install: string;
};

export const needs: Need[] = [
  {
    name: 'Python',
    programs: ['python3', 'python3.13', 'python3.12', 'python3.11'],
    versionArguments: ['--version'],
    wanted: '3.11 to 3.13 with venv',
    fits: (major, minor) => major === 3 && minor >= 11 && minor <= 13,
    install: 'apt install python3 python3-venv, brew install python@3.12, or https://www.python.org/downloads',
  },
  {
    name: 'Java',
    programs: ['java'],
    versionArguments: ['-version'],
    wanted: '17 or newer',
    fits: (major) => major >= 17,
    install: 'apt install openjdk-17-jre-headless, brew install openjdk, or https://adoptium.net',
  },
  {
    name: 'Maven',
    programs: ['mvn'],
    versionArguments: ['--version'],
    wanted: '3',
    fits: (major) => major >= 3,
    install: 'apt install maven, brew install maven, or https://maven.apache.org/download.cgi',
  },
  {
    name: 'Terraform',
    programs: ['terraform'],
    versionArguments: ['version'],
    wanted: '1.11 or newer', // as terraform/versions.tf
    fits: (major, minor) => major > 1 || (major === 1 && minor >= 11),
    install: 'https://developer.hashicorp.com/terraform/install',
  },
  {
    name: 'Node.js',
    programs: [process.execPath],
    versionArguments: ['--version'],
    wanted: '22 (comes with npm install)',
    fits: (major) => major === 22,
    install: 'make setup, or run through node_modules/.bin/node',
  },
];

/** The first `major.minor` in what a program says about itself; `17` alone is 17.0. */
export const parseVersion = (text: string): { major: number; minor: number } | undefined => {
  const match = /(?<![\d.])(\d+)(?:\.(\d+))?/.exec(stripVTControlCharacters(text).replace(/\S*\/\S*/g, ''));
  return match ? { major: Number(match[1]), minor: Number(match[2] ?? 0) } : undefined;
};

/** Both output streams of a program: Java tells its version on standard error. Undefined if it is not there. */
export type AskVersion = (program: string, versionArguments: string[]) => Promise<string | undefined>;

const askVersion: AskVersion = async (program, versionArguments) => {
  try {
    return await capture(['/bin/sh', '-c', '"$0" "$@" 2>&1', program, ...versionArguments]);
  } catch {
    return undefined;
  }
};

/** Either the program to use, or one line that says what is missing. */
export type Found = { program: string } | { missing: string };

/** Looks for one need. */
export const find = async (need: Need, ask: AskVersion = askVersion): Promise<Found> => {
  let seen = 'not found';
  for (const program of need.programs) {
    const text = await ask(program, need.versionArguments);
    const version = text === undefined ? undefined : parseVersion(text);
    if (!version) continue;
    if (need.fits(version.major, version.minor)) return { program };
    seen = `found ${version.major}.${version.minor}`;
  }
  return { missing: `${need.name} ${need.wanted} is missing (${seen}). Install: ${need.install}` };
};

/** Finds everything. @throws Error with one line for each thing that is missing */
export const requireAll = async (ask: AskVersion = askVersion): Promise<Map<string, string>> => {
  const found = await Promise.all(needs.map(async (need) => [need.name, await find(need, ask)] as const));
  const missing = found.flatMap(([, result]) => ('missing' in result ? [result.missing] : []));
  if (missing.length > 0) throw new Error(missing.join('\n'));
  return new Map(found.map(([name, result]) => [name, 'program' in result ? result.program : '']));
};
