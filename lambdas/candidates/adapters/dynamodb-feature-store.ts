import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import type { FeatureStore } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; pause?: Pause };

/** The online half of the feature store: table `features`, pk `<entity>#<id>`, sk feature group. */
export const dynamodbFeatureStore = ({ document, table, pause }: Options): FeatureStore => ({
  fetch: async (wanted) => {
    const unique = new Map(
      wanted.map(({ entity, id, group }) => [
        `${entity}#${id}|${group}`,
        { entity: `${entity}#${id}`, featureGroup: group },
      ]),
    );
    const items = await batchGet({ document, table, keys: [...unique.values()], ...(pause && { pause }) });
    const features = new Map<string, Record<string, number>>();
    for (const item of items) {
      const entity = String(item.entity);
      features.set(entity, { ...features.get(entity), ...(item.values as Record<string, number>) });
    }
    return features;
  },
});
