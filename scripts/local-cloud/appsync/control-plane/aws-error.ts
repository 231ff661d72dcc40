/** A refusal in AWS's wire shape: `type` goes into the header x-amzn-errortype, `status` is the HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const notFound = (what: string) => new AwsError('NotFoundException', `${what} not found.`, 404);
export const unknownOperation = (method: string, path: string) =>
  new AwsError('UnknownOperationException', `${method} ${path} is not an AppSync operation this server knows.`, 404);
