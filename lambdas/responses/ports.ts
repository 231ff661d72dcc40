// What the pages need from outside, as types. Fakes: adapters/memory-*.ts; contract suites: test/contract/.
import type { CallStanding, RequestCall } from '../callbacks/index.ts';
import type { LinkVerifier, NotificationLedger, PolicyStore, RecordResponse } from '../delivery/index.ts';
import type { CaseEntry, IssueCase } from '../issues/index.ts';
import type { AnyProgram } from '../shared/programs/any-program.ts';
import type { ProgramStore } from '../shared/programs/program-store.ts';
import type { SolutionStep } from '../shared/programs/reactive-program-schema.ts';
import type { PhotoType, Review } from './domain/review.ts';
import type { Rating } from './domain/satisfaction.ts';
import type { LinkState } from './domain/used-link.ts';

/** Confirms the contact point that a link was sent to. Safe to repeat. `unknown`: no such token, or too old. */
export type ConfirmContact = { confirm(token: string): Promise<'confirmed' | 'unknown'> };

/** Links that were used, and messages whose links were taken back by `revokeLinks` of delivery (table `responses`). */
export type LinkBook = {
  /** Strongly consistent. */
  state(link: { token: string; notificationId: string }): Promise<LinkState>;
  /** The first time counts. */
  use(token: string, at: Date): Promise<void>;
};

/** Reviews, and what they make of a product's rating. */
export type ReviewBook = {
  /** Strongly consistent. */
  get(key: Pick<Review, 'productId' | 'customerId'>): Promise<Review | undefined>;
  /**
   * In one transaction the review, if the customer has none of the product, and the product's `ratingCount` and
   * `ratingSum`. @throws TransientError when others rate the product all the time
   */
  submit(review: Review): Promise<{ kind: 'stored' } | { kind: 'exists'; review: Review }>;
};

export type Photo = { contentType: PhotoType; bytes: Uint8Array };
/** Photos of reviews: first as the customer uploads them, then as they are kept. `n` counts a review's photos from 1. */
export type ReviewPhotos = {
  /** A form that uploads one photo of exactly this size and type, for ten minutes. */
  upload(photo: {
    reviewId: string;
    photoId: string;
    contentType: PhotoType;
    bytes: number;
  }): Promise<{ url: string; fields: Record<string, string> }>;
  /** As uploaded; nothing when it is not there or has more than `mostBytes`. */
  incoming(photo: { reviewId: string; photoId: string; mostBytes: number }): Promise<Uint8Array | undefined>;
  keep(photo: Photo & { reviewId: string; n: number }): Promise<void>;
};

/** Numbers the uploads a review asks for. `undefined`: there were `most`. */
export type UploadCounter = {
  next(reviewId: string, limits: { most: number; now: Date }): Promise<number | undefined>;
};

/** Ratings of resolutions and calls, each once. `subject`: `RatedSubject.key` (lambdas/issues). */
export type SatisfactionBook = {
  get(subject: string): Promise<Rating | undefined>;
  submit(subject: string, rating: Rating): Promise<{ kind: 'stored' } | { kind: 'exists'; rating: Rating }>;
};

/** What the solution page does with a case; every call is safe to repeat. `undefined`: no such case. */
export type Cases = {
  get(caseId: string): Promise<IssueCase | undefined>;
  choose(caseId: string, step: SolutionStep): Promise<IssueCase | undefined>;
  fixed(caseId: string): Promise<IssueCase | undefined>;
  stillBroken(caseId: string): Promise<IssueCase | undefined>;
  /** Adds a line to the timeline, once: it is known by time and kind. */
  note(caseId: string, entry: CaseEntry): Promise<void>;
};

/** Calls customers ask for; asking again while one is open is asking for that one. */
export type Calls = {
  request: RequestCall;
  /** How it stands, as its customer may know it. */
  standing(callbackId: string): Promise<CallStanding | undefined>;
  /** The customer's confirmed number, in E.164. */
  phoneOf(customerId: string): Promise<string | undefined>;
};

/** Tells other systems of a review. Says nothing personal. */
export type ReviewEvents = {
  submitted(event: {
    reviewId: string;
    productId: string;
    marketplace: string;
    stars: number;
    hasText: boolean;
    photos: number;
  }): Promise<void>;
};

/** What every opened link stands on. */
export type LinkDeps = {
  links: LinkVerifier;
  linkBook: Pick<LinkBook, 'state'>;
  ledger: Pick<NotificationLedger, 'get'>;
  programs: Pick<ProgramStore<AnyProgram>, 'list' | 'pinned' | 'current'>;
  record: RecordResponse;
};
export type Policies = Pick<PolicyStore, 'read' | 'setConsent' | 'setOptOut'>;
