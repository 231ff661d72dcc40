/** What tells one life of a LocalStack from the next: the session id it makes up at its start, and its address. */
export const localstackSession = async (endpoint: string): Promise<string> => {
  try {
    const response = await fetch(`${endpoint}/_localstack/info`, { signal: AbortSignal.timeout(10_000) });
    const info = (await response.json()) as { session_id?: string };
    return `${endpoint} ${info.session_id ?? 'unknown'}`;
  } catch (cause) {
    throw new Error(`No LocalStack answers on ${endpoint}: start it, or unset AWS_ENDPOINT_URL to use Herald's own.`, {
      cause,
    });
  }
};
