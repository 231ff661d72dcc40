import { HeraldError } from '../../shared/errors.ts';

/** The warehouse refused or broke off the query. */
export class QueryFailedError extends HeraldError {
  override readonly name = 'QueryFailedError';
}

/** Somebody, or the work group's scan limit, stopped the query. */
export class QueryCancelledError extends HeraldError {
  override readonly name = 'QueryCancelledError';
}

/** The query ran longer than the program allows, and was stopped. */
export class QueryOverLimitError extends HeraldError {
  override readonly name = 'QueryOverLimitError';
}
