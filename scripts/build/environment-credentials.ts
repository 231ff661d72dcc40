// Stands in for @aws-sdk/credential-provider-node in bundles (alias in bundle.ts). A Lambda's credentials are always in its
// environment; the SDK's chain of nine other places costs 130 KB and 30 ms of every cold start.

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** @throws Error naming the variables, never their values */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. A bundle takes its credentials from the environment only, as in Lambda.',
    );
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};
