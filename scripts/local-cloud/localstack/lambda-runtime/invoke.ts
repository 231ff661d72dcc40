type Callback = (error: unknown, result?: unknown) => void;
export type Handler = (event: unknown, context: unknown, callback?: Callback) => unknown;

/** One invocation as the executor sends it; `payload` is the event as JSON text. */
export type InvokeRequest = {
  'invoke-id': string;
  'invoked-function-arn': string;
  'trace-id': string;
  'timeout-ms': number;
  payload: string;
};

const contextOf = (request: InvokeRequest, env: NodeJS.ProcessEnv) => {
  const deadline = Date.now() + request['timeout-ms'];
  return {
    awsRequestId: request['invoke-id'],
    invokedFunctionArn: request['invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
};

/** Calls a handler with its event and context; handlers of three parameters answer by callback. */
export const invoke = async (handler: Handler, request: InvokeRequest): Promise<unknown> => {
  process.env._X_AMZN_TRACE_ID = request['trace-id'];
  const event: unknown = JSON.parse(request.payload);
  const context = contextOf(request, process.env);
  if (handler.length < 3) return handler(event, context);
  return new Promise((resolve, reject) => {
    handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
  });
};
