import type { Marketplaces } from './marketplace-schema.ts';
import type { Program } from './program-schema.ts';

/** A program as a run uses it. `hash`: SHA-256 of the program file, 64 hex digits. */
export type PinnedProgram = { hash: string; program: Program; marketplaces: Marketplaces };
