// The local cloud itself: it listens on this machine only, and a second plan is empty.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('the local cloud', () => {
  it('is up, every part of it', () => {
    const status = spawnSync('node', ['scripts/status.ts'], { encoding: 'utf8' });
    expect(status.status, status.stdout + status.stderr).toBe(0);
  });
});
