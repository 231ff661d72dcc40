// Lambda functions that answer what a test scripted: one function, with an alias for each that a machine calls, so that
// all of them share their warm processes.
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { deterministicZip } from '../../../scripts/build/deterministic-zip.ts';
import { lambda } from '../../support/local-cloud.ts';

const code = `export const handler = async (event, context) => {
  const alias = context.invokedFunctionArn.split(':').at(-1);
  const response = await fetch(process.env.SCRIPT_URL + '/' + alias, { method: 'POST', body: JSON.stringify(event) });
  const { output, error } = await response.json();
  if (error) throw Object.assign(new Error(error.message), { name: error.name });
  return output;
};
`;

/** @returns the alias ARN of each of `names` */
export const createStubs = async (
  functionName: string,
  names: string[],
  scriptUrl: string,
): Promise<Record<string, string>> => {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::000000000000:role/scripted-steps',
      Handler: 'index.handler',
      Code: { ZipFile: await deterministicZip({ 'index.mjs': Buffer.from(code) }) },
      Environment: { Variables: { SCRIPT_URL: scriptUrl } },
      Timeout: 20,
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { FunctionName: functionName },
  );
  const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName: functionName }));
  const arns = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const alias = { FunctionName: functionName, Name: name, FunctionVersion: Version };
      const { AliasArn } = await lambda.send(new CreateAliasCommand(alias));
      if (!AliasArn) throw new Error(`${functionName} got no alias ${name}`);
      return [name, AliasArn];
    }),
  );
  return Object.fromEntries(arns);
};

export const removeStubs = async (functionName: string): Promise<void> => {
  await lambda.send(new DeleteFunctionCommand({ FunctionName: functionName }));
};
