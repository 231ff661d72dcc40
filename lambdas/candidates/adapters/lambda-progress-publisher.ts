import type { ProgressPublisher } from '../ports.ts';
import { appsyncProgressPublisher } from './appsync-progress-publisher.ts';

/** The publisher as a Lambda has it: region and credentials from the environment that the Lambda service sets. */
export const lambdaProgressPublisher = (url: string): ProgressPublisher =>
  appsyncProgressPublisher({
    url,
    region: process.env.AWS_REGION ?? '',
    credentials: async () => fromEnvironment(process.env),
  });

const fromEnvironment = ({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: NodeJS.ProcessEnv) => ({
  accessKeyId: AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
  ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
});
