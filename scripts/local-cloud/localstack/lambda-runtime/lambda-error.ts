/** An error as Lambda reports it; `errorType` is what Step Functions matches in Retry and Catch. */
export type LambdaError = { errorType: string; errorMessage: string; trace: string[] };

export const asLambdaError = (error: unknown): LambdaError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: 'Error', errorMessage: String(error), trace: [] };
