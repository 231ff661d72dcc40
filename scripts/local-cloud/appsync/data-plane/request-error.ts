/** Refuses a whole request: AppSync's errorType and the HTTP status. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly errorType: string;
  readonly status: number;
  /** GraphQL errors to answer instead of the message, when validation found several. */
  readonly errors: readonly unknown[] | undefined;

  constructor(errorType: string, message: string, more: { status?: number; errors?: readonly unknown[] } = {}) {
    super(message);
    this.errorType = errorType;
    this.status = more.status ?? 400;
    this.errors = more.errors;
  }
}

export const unauthorized = (message = 'You are not authorized to make this call.') =>
  new RequestError('UnauthorizedException', message, { status: 401 });

/** Fails one field: its parts stand at the top of the GraphQL error, as AppSync answers them. */
export class ResolverError extends Error {
  override readonly name = 'ResolverError';
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;

  constructor(message: string, errorType: string | null, more: { data?: unknown; errorInfo?: unknown } = {}) {
    super(message);
    this.errorType = errorType;
    this.data = more.data ?? null;
    this.errorInfo = more.errorInfo ?? null;
  }
}
