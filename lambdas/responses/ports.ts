// What the pages need from outside, as types.
import type { LinkSigner, LinkVerifier, NotificationLedger, PolicyStore, RecordResponse } from '../delivery/index.ts';
import type { AnyProgram } from '../shared/programs/any-program.ts';
import type { PinnedProgram } from '../shared/programs/pinned-program.ts';

/** Confirms the contact point that a link was sent to. Safe to repeat. `unknown`: no such token, or too old. */
export type ConfirmContact = { confirm(token: string): Promise<'confirmed' | 'unknown'> };

/** What links in messages open. */
export type LinkDeps = {
  links: LinkVerifier;
  signer: LinkSigner;
  ledger: Pick<NotificationLedger, 'get'>;
  policies: Pick<PolicyStore, 'read' | 'setConsent' | 'setOptOut'>;
  programs: { list(): Promise<PinnedProgram<AnyProgram>[]> };
  record: RecordResponse;
};
