import type { Outputs } from '../local-cloud/outputs.ts';
import { heading } from './print.ts';

export const showWhereToLook = (outputs: Outputs): void => {
  heading('Where to look');
  console.log(
    `  GraphQL         ${outputs.endpoints.graphql}   (x-api-key: ${outputs.apiKey}; operations in graphql/operations)`,
  );
  console.log(
    `  Customer pages  ${outputs.endpoints.web}   (by the link of a message; its API: ${outputs.endpoints.web}/api)`,
  );
  console.log(`  AWS endpoint    ${outputs.endpoints.aws}   (AWS_ENDPOINT_URL for the CLI)`);
  for (const [name, arn] of Object.entries(outputs.stateMachines)) console.log(`  ${name.padEnd(24)}${arn}`);
  for (const name of ['ses', 'end-user-messaging', 'sms-service'])
    console.log(`  sent by ${name.padEnd(20)}${outputs.endpoints.simulators[name]}/_received`);
  const support = outputs.endpoints.simulators.support;
  console.log(`  Support system  ${support}/_tickets   (an agent acts: POST ${support}/_agent/<ticket>)`);
  console.log(`  Error events    bus ${outputs.buses['app-platform']}   (README: An error event of your own)`);
  console.log('  A case          issueCase(caseId), issueCases(customerId): docs/graphql.md, Issue cases');
  console.log('  Reports         reports/<machine>/<program>/<day>.html of the data bucket');
  console.log('  A message       notification(id), contactHistory(customerId): docs/graphql.md, Messages');
  console.log('  Logs            .local/logs (make logs), every address and name in .local/outputs.json');
  console.log('  Stop            make down');
};
