import type { ProgressPublisher } from '../ports.ts';
import { appsyncProgressPublisher, environmentCredentials } from './appsync-progress-publisher.ts';

/** The publisher as a Lambda has it: region and credentials from the environment that the Lambda service sets. */
export const lambdaProgressPublisher = (url: string): ProgressPublisher =>
  appsyncProgressPublisher({ url, region: process.env.AWS_REGION ?? '', credentials: () => environmentCredentials() });
