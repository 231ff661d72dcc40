import type { Outputs } from '../local-cloud/outputs.ts';
import { heading } from './print.ts';

export const showWhereToLook = (outputs: Outputs): void => {
  heading('Where to look');
  console.log(
    `  GraphQL         ${outputs.endpoints.graphql}   (x-api-key: ${outputs.apiKey}; operations in graphql/operations)`,
  );
  console.log(`  AWS endpoint    ${outputs.endpoints.aws}   (AWS_ENDPOINT_URL for the CLI)`);
  for (const [name, arn] of Object.entries(outputs.stateMachines)) console.log(`  ${name.padEnd(24)}${arn}`);
  for (const name of ['ses', 'end-user-messaging', 'sms-service'])
    console.log(`  sent by ${name.padEnd(20)}${outputs.endpoints.simulators[name]}/_received`);
  console.log('  A message       notification(id), contactHistory(customerId): docs/graphql.md, Messages');
  console.log('  Logs            .local/logs (make logs), every address and name in .local/outputs.json');
  console.log('  Stop            make down');
};
