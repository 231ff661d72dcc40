import { readFileSync } from 'node:fs';

/**
 * The largest resident size of this process so far, in MiB. Linux's VmHWM, because ru_maxrss (what
 * process.resourceUsage() gives, used elsewhere) starts with the size of the process that forked us, LocalStack's.
 */
export const peakMemoryMb = (): number => {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes) return Number(kilobytes) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
};
