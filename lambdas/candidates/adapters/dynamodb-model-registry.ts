import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ModelVersion, Serving, ServingChange } from '../domain/models/serving.ts';
import type { ModelRegistry } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };

/** Table `models`: pk modelId, sk `serving` or `version#<version>`. */
export const dynamodbModelRegistry = (options: Options): ModelRegistry => {
  const { document, table } = options;
  const read = async <T>(modelId: string, sk: string): Promise<T | undefined> => {
    const command = new GetCommand({ TableName: table, Key: { modelId, sk } });
    const { Item } = await asTransient(`read ${sk} of model ${modelId}`, () => document.send(command));
    return Item && withoutKey<T>(Item);
  };
  return {
    serving: (modelId) => read<Serving>(modelId, 'serving'),
    version: (modelId, version) => read<ModelVersion>(modelId, versionKey(version)),
    versions: (modelId) => readVersions(options, modelId),
    register: (version) => register(options, version),
    save: (change) => save(options, change),
    mark: async (modelId, version, { state, reason }) => {
      const command = new UpdateCommand({ TableName: table, ...stateUpdate(modelId, version, { state, reason }) });
      await asTransient(`mark ${modelId} ${version}`, () => document.send(command));
    },
  };
};

const versionKey = (version: string): string => `version#${version}`;
const withoutKey = <T>({ sk: _sk, ...item }: Record<string, unknown>): T => item as T;

const readVersions = async ({ document, table }: Options, modelId: string): Promise<ModelVersion[]> => {
  const versions: ModelVersion[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'modelId = :m AND begins_with(sk, :v)',
      ExpressionAttributeValues: { ':m': modelId, ':v': versionKey('') },
      ...(from && { ExclusiveStartKey: from }),
    });
    const page = await asTransient(`list versions of ${modelId}`, () => document.send(command));
    versions.push(...(page.Items ?? []).map((item) => withoutKey<ModelVersion>(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return versions.sort((a, b) => (a.trainedAt < b.trainedAt ? 1 : -1));
};

const register = async ({ document, table }: Options, version: ModelVersion): Promise<'registered' | 'known'> => {
  const Item = { ...version, sk: versionKey(version.version) };
  const command = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(sk)' });
  try {
    await asTransient(`register ${version.modelId} ${version.version}`, () => document.send(command));
    return 'registered';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'known';
    throw error;
  }
};

const stateUpdate = (modelId: string, version: string, { state, reason }: { state: string; reason: string }) => ({
  Key: { modelId, sk: versionKey(version) },
  UpdateExpression: 'SET #state = :state, #reason = :reason',
  ConditionExpression: 'attribute_exists(sk)',
  ExpressionAttributeNames: { '#state': 'state', '#reason': 'reason' },
  ExpressionAttributeValues: { ':state': state, ':reason': reason },
});

const save = async ({ document, table }: Options, change: ServingChange): Promise<'saved' | 'conflict'> => {
  const { serving, states, reason } = change;
  const Put = {
    TableName: table,
    Item: { ...serving, sk: 'serving' },
    ConditionExpression: serving.revision === 1 ? 'attribute_not_exists(sk)' : '#revision = :seen',
    ...(serving.revision > 1 && {
      ExpressionAttributeNames: { '#revision': 'revision' },
      ExpressionAttributeValues: { ':seen': serving.revision - 1 },
    }),
  };
  const updates = states.map(({ version, state }) => ({
    Update: { TableName: table, ...stateUpdate(serving.modelId, version, { state, reason }) },
  }));
  const command = new TransactWriteCommand({ TransactItems: [{ Put }, ...updates] });
  try {
    await asTransient(`change who serves ${serving.modelId}`, () => document.send(command));
    return 'saved';
  } catch (error) {
    if (isLostCondition(error)) return 'conflict';
    throw error;
  }
};
