// What all clients share: kept-alive connections, short time-outs, few retries (Step Functions retries the step).
const agent = { keepAlive: true, maxSockets: 64 };

/**
 * Without `throwOnRequestTimeout` the SDK would only log that a try takes too long, and wait on.
 * @param requestTimeout milliseconds a single try may take
 */
export const clientConfig = (requestTimeout: number, maxAttempts = 4) => ({
  maxAttempts,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout,
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  },
});
