// AWS SDK clients for scripts and tests on the local cloud. Any credentials do; they only have to be there.
import type { Outputs } from './outputs.ts';

/** Client configuration for services that LocalStack answers. */
export const localClient = (outputs: Outputs, endpoint = outputs.endpoints.aws) => ({
  endpoint,
  region: process.env.AWS_REGION ?? 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
