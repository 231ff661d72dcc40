// Errors of SageMaker Runtime, as its API model has them (rest-json: the type in a header, `Message` in the body).
import type { SimulatedAnswer } from '../kit/simulator.ts';

const ACCOUNT = '000000000000';

const failed = (status: number, type: string, body: Record<string, unknown>): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
  body,
});

const validationError = (message: string) => failed(400, 'ValidationError', { Message: message });

export const unknownEndpoint = (endpoint: string) =>
  validationError(`Endpoint ${endpoint} of account ${ACCOUNT} not found.`);

/** What the container said, wrapped as SageMaker does: 424 with the container's own status and words. */
export const modelError = (endpoint: string, original: { status: number; message: string }) =>
  failed(424, 'ModelError', {
    Message:
      `Received client error (${original.status}) from primary with message "${original.message}". See ` +
      `https://us-east-1.console.aws.amazon.com/cloudwatch/home#logEventViewer:group=/aws/sagemaker/Endpoints/${endpoint} ` +
      `in account ${ACCOUNT} for more information.`,
    OriginalMessage: original.message,
    OriginalStatusCode: original.status,
    LogStreamArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/sagemaker/Endpoints/${endpoint}`,
  });

const TYPES: Record<number, [type: string, message: string]> = {
  400: ['ValidationError', 'The request is not valid.'],
  429: ['ThrottlingException', 'Rate exceeded'],
  500: ['InternalFailure', 'An internal failure occurred.'],
  503: ['ServiceUnavailable', 'The service is currently unavailable.'],
};

/** SageMaker's own words for a status that a rule asks for. */
export const failureFor = (status: number): SimulatedAnswer => {
  if (status === 424) return modelError('endpoint', { status: 500, message: 'The model failed.' });
  const [type, Message] = TYPES[status] ?? ['InternalFailure', `Failed with status ${status}.`];
  return failed(status, type, { Message });
};
