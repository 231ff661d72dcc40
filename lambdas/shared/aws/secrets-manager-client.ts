import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfig } from './client-config.ts';

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient(clientConfig(2_000, 3));
