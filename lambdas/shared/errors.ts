/**
 * Base of every error Herald throws on purpose.
 * Subclasses declare `override readonly name = '…'` as a literal: Step Functions matches Retry and Catch on it,
 * and a minified class name would break that.
 */
export abstract class HeraldError extends Error {
  abstract override readonly name: string;
  /** `whatToDo`: one sentence for the person who reads the failure record. */
  readonly whatToDo: string;

  constructor(message: string, options: { whatToDo: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.whatToDo = options.whatToDo;
  }
}

/** The caller's input is wrong; repeating it can't help. */
export class InvalidInputError extends HeraldError {
  override readonly name = 'InvalidInputError';
}

/** A thing that was asked for by its id does not exist. */
export class NotFoundError extends HeraldError {
  override readonly name = 'NotFoundError';
}

/** The thing is in a state that doesn't allow what was asked (a release clicked twice, a finished run). */
export class ConflictError extends HeraldError {
  override readonly name = 'ConflictError';
}

/** A service was busy or away; the same call may work later. Step Functions retries it. */
export class TransientError extends HeraldError {
  override readonly name = 'TransientError';
}

/** Text of an unknown thrown value, for logs and failure records. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
