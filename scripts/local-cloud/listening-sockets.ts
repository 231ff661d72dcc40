// Which addresses the local cloud's processes listen on, as the operating system says: for the test that none is public.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One listening TCP socket; `address` is an IPv4 or IPv6 address, `*` for all interfaces. */
export type ListeningSocket = { pid: number; address: string; port: number };

const lines = (text: string): string[] => text.trim().split('\n').slice(1);

/** A process and all its descendants, its own sessions' children included. */
export const processTree = (root: number): number[] => {
  const children = new Map<number, number[]>();
  for (const line of lines(execFileSync('ps', ['-eo', 'pid,ppid'], { encoding: 'utf8' }))) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
};

/** `0100007F` → `127.0.0.1`: /proc/net/tcp writes addresses as 32-bit words in the machine's byte order. */
export const addressFromProc = (hex: string): string => {
  const bytes = (word: string) => Buffer.from(word, 'hex').reverse();
  if (hex.length === 8) return [...bytes(hex)].join('.');
  const words = Buffer.concat((hex.match(/.{8}/g) ?? []).map(bytes));
  const mapped = words.subarray(0, 12).equals(Buffer.from('00000000000000000000ffff', 'hex'));
  if (mapped) return [...words.subarray(12)].join('.');
  return (words.toString('hex').match(/.{4}/g) ?? []).join(':');
};

/** Sockets in state LISTEN (0A) by inode. */
const listeningByInode = (): Map<string, { address: string; port: number }> => {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => lines(readFileSync(file, 'utf8')));
  const entries = rows.flatMap((row) => {
    const fields = row.trim().split(/\s+/);
    const [address = '', port = ''] = (fields[1] ?? '').split(':');
    if (fields[3] !== '0A' || !fields[9]) return [];
    return [[fields[9], { address: addressFromProc(address), port: Number.parseInt(port, 16) }] as const];
  });
  return new Map(entries);
};

const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise; // the process or the descriptor went away while we looked
  }
};

const inodesOf = (pid: number): string[] => {
  const folder = `/proc/${pid}/fd`;
  const targets = attempt(() => readdirSync(folder), []).map((fd) =>
    attempt(() => readlinkSync(`${folder}/${fd}`), ''),
  );
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
};

const fromProc = (pids: number[]): ListeningSocket[] => {
  const listening = listeningByInode();
  return pids.flatMap((pid) =>
    inodesOf(pid).flatMap((inode) => {
      const socket = listening.get(inode);
      return socket ? [{ pid, ...socket }] : [];
    }),
  );
};

/** `n127.0.0.1:14500` lines below `p<pid>` lines. */
const fromLsof = (pids: number[]): ListeningSocket[] => {
  const args = ['-nP', '-iTCP', '-sTCP:LISTEN', '-a', '-p', pids.join(','), '-Fpn'];
  let pid = 0;
  return execFileSync('lsof', args, { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('p')) pid = Number(line.slice(1));
      const name = /^n(.*):(\d+)$/.exec(line);
      return name ? [{ pid, address: name[1] ?? '', port: Number(name[2]) }] : [];
    });
};

/** The listening TCP sockets of these processes. */
export const listeningSockets = (pids: number[]): ListeningSocket[] =>
  process.platform === 'linux' ? fromProc(pids) : fromLsof(pids);
