// What every DueCursor must do.
import { expect, it } from 'vitest';
import type { DueCursor } from '../../lambdas/delivery/ports.ts';

/** @param open a cursor that nobody has written */
export const dueCursorContract = (open: () => DueCursor | Promise<DueCursor>): void => {
  it('knows no place before the first write, then the one that was written last', async () => {
    const cursor = await open();
    expect(await cursor.read()).toBeUndefined();
    await cursor.write('2026-11-20T17:05:00.000Z');
    await cursor.write('2026-11-20T17:00:00.000Z');
    expect(await cursor.read()).toBe('2026-11-20T17:00:00.000Z');
  });
};
