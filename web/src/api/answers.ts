// What the pages API answers (docs/architecture.md, Pages API). Times are ISO 8601.

/** The language the customer's messages are in; the pages speak the nearest one they know. */
type Spoken = { language: string };

export type StepName = 'update' | 'clear-cache' | 'reinstall' | 'callback';
export type Step = { step: StepName; recommended: boolean; url?: string };
export type Callback = { state: string; at?: string };
/** Who or what ended a case; without a method it was given up. */
export type ClosedHow = {
  reason: 'resolved' | 'expired' | 'withdrawn';
  method?: 'self-service' | 'no-further-error' | 'agent';
};
export type Solution = Spoken & {
  firstName?: string;
  issue: { type: string; appVersion: string; severity: string };
  /** `page`: where the solution is described for everybody. */
  fix: { known: boolean; toVersion?: string; steps: Step[]; page?: string };
  state: 'open' | 'engaged' | 'calling' | 'closed';
  closed?: ClosedHow;
  callback?: Callback;
};

export type Review = Spoken & {
  firstName?: string;
  product: { title: string };
  submitted?: { stars: number; at: string };
};
/** A form of S3: the fields go first, the file last. */
export type PhotoSlot = { photoId: string; upload: { url: string; fields: Record<string, string> } };

export type Satisfaction = Spoken & { about: 'resolution' | 'call'; answered: boolean };

export type Unsubscribe = Spoken & { program: string };
/** `preferences`: a path of ours. */
export type Unsubscribed = { preferences?: string };

type ProgramChoice = { id: string; name: string; out: boolean };
export type PurposeChoice = { purpose: 'marketing' | 'service'; channel: 'email' | 'sms'; granted: boolean };
export type Preferences = Spoken & { none: boolean; programs: ProgramChoice[]; purposes: PurposeChoice[] };

export type Confirm = Spoken;
