/** One HTTP request of an AWS SDK, as far as it tells which IAM permissions it needs. */
export type SdkRequest = {
  method: string;
  /** Path with query, as sent. */
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The body's text where it is JSON or a form, else empty. */
  body: string;
};

/** The permission a call needs; `resource` is an ARN, or `*` where IAM knows none for the action. */
export type SdkCall = { action: string; resource: string };

/** Where the caller is; names inside requests become ARNs with it. */
export type Place = { region: string; account: string };

/** The body as an object; empty if it is none. */
export const jsonBody = (request: SdkRequest): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** `value[name]` if it is a text. */
export const textAt = (value: Record<string, unknown>, name: string): string | undefined => {
  const found = value[name];
  return typeof found === 'string' ? found : undefined;
};
