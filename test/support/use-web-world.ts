import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startWebWorld, type WebWorld } from './web-world.ts';

/** Hooks of a test file: one world, whose stub forgets calls and troubles before each test. */
export const useWebWorld = (): (() => WebWorld) => {
  let world: WebWorld;
  beforeAll(async () => {
    world = await startWebWorld();
  });
  beforeEach(() => {
    const { calls, uploads, state } = world.api;
    calls.length = 0;
    uploads.length = 0;
    delete state.status;
    state.delayMs = 0;
    state.uploadStatus = 204;
  });
  afterAll(() => world?.close());
  return () => world;
};
