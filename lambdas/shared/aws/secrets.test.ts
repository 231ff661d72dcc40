import { describe, expect, it } from 'vitest';
import { secretsManagerSecrets } from './secrets.ts';

const minute = 60_000;

const open = () => {
  const state = { now: 0, value: 'first' as string | undefined, away: false, calls: 0 };
  const send = async () => {
    state.calls += 1;
    if (state.away) throw Object.assign(new Error('away'), { name: 'ServiceUnavailable' });
    return { SecretString: state.value };
  };
  const client = { send } as unknown as Parameters<typeof secretsManagerSecrets>[0]['client'];
  return { state, secrets: secretsManagerSecrets({ client, clock: { now: () => new Date(state.now) } }) };
};

describe('a secret', () => {
  it('is asked for once in five minutes, however many want it at once', async () => {
    const { state, secrets } = open();
    await Promise.all([secrets.read('a'), secrets.read('a'), secrets.read('a')]);
    state.now = 5 * minute - 1;
    expect(await secrets.read('a')).toBe('first');
    expect(state.calls).toBe(1);
  });

  it('is followed through a rotation', async () => {
    const { state, secrets } = open();
    await secrets.read('a');
    Object.assign(state, { now: 5 * minute, value: 'second' });
    expect(await secrets.read('a')).toBe('second');
  });

  it('is asked for anew when the service behind it refused it, though not more than once in five seconds', async () => {
    const { state, secrets } = open();
    await secrets.read('a');
    Object.assign(state, { now: 6_000, value: 'second' });
    expect(await secrets.read('a', { fresh: true })).toBe('second');
    state.value = 'third';
    expect(await secrets.read('a', { fresh: true })).toBe('second');
    state.now = 11_000;
    expect(await secrets.read('a', { fresh: true })).toBe('third');
    expect(state.calls).toBe(3);
  });

  it('stays as it was while Secrets Manager is away, and is asked for again after', async () => {
    const { state, secrets } = open();
    await secrets.read('a');
    Object.assign(state, { now: 6 * minute, away: true });
    expect(await secrets.read('a')).toBe('first');
    Object.assign(state, { away: false, value: 'second' });
    expect(await secrets.read('a')).toBe('second');
  });

  it('that was never read is an error that passes, and is not remembered', async () => {
    const { state, secrets } = open();
    state.away = true;
    await expect(secrets.read('a')).rejects.toMatchObject({ name: 'TransientError' });
    state.away = false;
    expect(await secrets.read('a')).toBe('first');
  });

  it('without a text is an error that names it', async () => {
    const { state, secrets } = open();
    state.value = undefined;
    await expect(secrets.read('arn:a')).rejects.toThrow(/arn:a/);
  });
});
