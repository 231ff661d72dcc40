import type { Outputs } from '../local-cloud/outputs.ts';
import { heading } from './print.ts';

export const showWhereToLook = (outputs: Outputs): void => {
  heading('Where to look');
  console.log(
    `  GraphQL         ${outputs.endpoints.graphql}   (x-api-key: ${outputs.apiKey}; operations in graphql/operations)`,
  );
  console.log(`  AWS endpoint    ${outputs.endpoints.aws}   (AWS_ENDPOINT_URL for the CLI)`);
  for (const [name, arn] of Object.entries(outputs.stateMachines)) console.log(`  ${name.padEnd(18)}${arn}`);
  console.log('  Logs            .local/logs (make logs), every address and name in .local/outputs.json');
  console.log('  Stop            make down');
};
