import { HeraldError, TransientError } from '../../shared/errors.ts';

/** The support system said when to come back. Matches TransientError by name. */
export class SupportBusyError extends TransientError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('The support system is busy', { whatToDo: 'Nothing: the queue asks again when it said.' });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The support system will never take this. */
export class SupportRefusedError extends HeraldError {
  override readonly name = 'SupportRefusedError';

  constructor(status: number, code: string) {
    super(`The support system refused a request: ${status} ${code}`, {
      whatToDo: 'Look at its error code; fields, tags and priorities that it must know are in docs/support-system.md.',
    });
  }
}
