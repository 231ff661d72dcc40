// Secrets by ARN from Secrets Manager: cached, so that a rotation is followed without a deployment and a hiccup is not felt.
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../clock.ts';
import { InvalidInputError } from '../errors.ts';
import { asTransient } from './transient.ts';

export type Secrets = {
  /**
   * The secret's text. `fresh`: after the service behind it refused the one that was given; asks anew unless that
   * happened in the last seconds.
   * @param arn of the secret
   * @throws TransientError when it was never read and can't be now
   */
  read(arn: string, options?: { fresh?: boolean }): Promise<string>;
};

type Kept = { value: string; readAt: number };
type Options = { client: Pick<SecretsManagerClient, 'send'>; clock: Clock };
const keptMs = 5 * 60_000;
/** A wrong secret must not make every call of a worker a call of Secrets Manager. */
const freshMs = 5_000;

export const secretsManagerSecrets = ({ client, clock }: Options): Secrets => {
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<string>>();
  const ask = async (arn: string): Promise<string> => {
    const command = new GetSecretValueCommand({ SecretId: arn });
    const { SecretString } = await asTransient('read a secret', () => client.send(command));
    if (SecretString === undefined) throw notText(arn);
    kept.set(arn, { value: SecretString, readAt: clock.now().getTime() });
    return SecretString;
  };
  /** One call at a time for one secret, however many wait for it. */
  const askOnce = (arn: string): Promise<string> => {
    const running = asked.get(arn) ?? ask(arn).finally(() => asked.delete(arn));
    asked.set(arn, running);
    return running;
  };
  return {
    read: async (arn, { fresh = false } = {}) => {
      const known = kept.get(arn);
      if (!known) return askOnce(arn);
      if (clock.now().getTime() - known.readAt < (fresh ? freshMs : keptMs)) return known.value;
      return askOnce(arn).catch(() => known.value);
    },
  };
};

const notText = (arn: string) =>
  new InvalidInputError(`Secret ${arn} holds no text`, { whatToDo: 'Store it as SecretString and call again.' });
