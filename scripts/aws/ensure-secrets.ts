// Fills the secrets that Terraform makes empty, so that no value is in any state. A value that is there is never touched.
import { randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

const key = (): string => randomBytes(48).toString('base64');

/** Ours to make; all others are somebody's account. */
const made: Record<string, () => string> = {
  'contact-hash': key,
  'link-keys': () => JSON.stringify({ current: 'k1', keys: { k1: key() } }),
};

type Place = { region: string; endpoint?: string };

const hasValue = async (client: SecretsManagerClient, arn: string): Promise<boolean> => {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString !== undefined;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
};

/**
 * The deploy step after every apply. Safe to repeat.
 * @param outputs Terraform's; `secrets` are ARNs by short name @param given values by short name (the local cloud's)
 * @returns what happened, in words: which were filled, and which still wait for an operator
 */
export const ensureSecrets = async (
  outputs: Record<string, unknown>,
  { region, endpoint }: Place,
  given: Record<string, string> = {},
): Promise<string> => {
  const arns = z.object({ secrets: z.record(z.string(), z.string()) }).parse(outputs).secrets;
  const local = endpoint ? { endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } : {};
  const client = new SecretsManagerClient({ region, ...local });
  const filled: string[] = [];
  const waiting: string[] = [];
  for (const [name, arn] of Object.entries(arns)) {
    if (await hasValue(client, arn)) continue;
    const value = given[name] ?? made[name]?.();
    if (value !== undefined) await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: value }));
    (value === undefined ? waiting : filled).push(name);
  }
  client.destroy();
  const words = [
    filled.length > 0 && `filled ${filled.join(', ')}`,
    waiting.length > 0 && `put a value into ${waiting.join(', ')}`,
  ];
  return words.filter(Boolean).join('; ') || 'all have values';
};
