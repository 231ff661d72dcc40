import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { ProgressPublisher, RunProgress } from '../ports.ts';

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
type Options = {
  /** The API's GraphQL address. */
  url: string;
  region: string;
  /** Asked at every call: Lambda renews them. */
  credentials: () => Promise<Credentials>;
  timeoutMs?: number;
};

/** Subscribers get what the mutation selects, and filter on it: so it selects everything. */
const mutation = `mutation Publish($runId: ID!, $programId: ID!, $stage: String!, $message: String!, $at: AWSDateTime!) {
  publishRunProgress(runId: $runId, programId: $programId, stage: $stage, message: $message, at: $at) {
    runId programId stage message at
  }
}`;

/** Publishes through AppSync, signed as the Lambda's role. Best effort: what goes wrong is logged, never thrown. */
export const appsyncProgressPublisher = (options: Options): ProgressPublisher => ({
  publish: async (event) => {
    try {
      await send(options, event);
    } catch (error) {
      logger.warn('progress not published', { runId: event.runId, stage: event.stage, reason: messageOf(error) });
    }
  },
});

const send = async (options: Options, event: RunProgress): Promise<void> => {
  const body = JSON.stringify({ query: mutation, variables: event });
  const response = await fetch(options.url, {
    method: 'POST',
    headers: await signedHeaders(options, body),
    body,
    signal: AbortSignal.timeout(options.timeoutMs ?? 5_000),
  });
  const answer = (await response.json()) as { errors?: { message: string }[] };
  if (!response.ok || answer.errors) {
    throw new Error(`AppSync answered ${response.status}: ${answer.errors?.map(({ message }) => message).join('; ')}`);
  }
};

const signedHeaders = async ({ url, region, credentials }: Options, body: string): Promise<Record<string, string>> => {
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const signer = new SignatureV4({ service: 'appsync', region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    headers: { host, 'content-type': 'application/json' },
    body,
  });
  return headers;
};

/** The credentials Lambda hands to a function in its environment. */
export const environmentCredentials = async (env: NodeJS.ProcessEnv = process.env): Promise<Credentials> => ({
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
});
