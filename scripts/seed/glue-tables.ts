// The warehouse's Glue database and tables, as the customer's own data team would keep them.
import {
  AlreadyExistsException,
  CreateDatabaseCommand,
  CreateTableCommand,
  type GlueClient,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import { type WarehouseTable, warehouseDatabase, warehouseTables } from '../generate/warehouse-tables.ts';

const glueTypes = {
  VARCHAR: 'string',
  TIMESTAMP: 'timestamp',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  INTEGER: 'int',
} as const;

/** Days need no registering: Athena works them out from the range. */
const dayProjection = (location: string, column: string): Record<string, string> => ({
  'projection.enabled': 'true',
  [`projection.${column}.type`]: 'date',
  [`projection.${column}.format`]: 'yyyy-MM-dd',
  [`projection.${column}.range`]: '2024-01-01,NOW+2DAYS',
  'storage.location.template': `${location}${column}=\${${column}}`,
});

/** A table over Parquet files under `s3://<bucket>/<table>/`. */
export const tableInput = (name: WarehouseTable, bucket: string): TableInput => {
  const { columns, partitionedBy } = warehouseTables[name];
  const location = `s3://${bucket}/${name}/`;
  return {
    Name: name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { classification: 'parquet', ...(partitionedBy ? dayProjection(location, partitionedBy) : {}) },
    PartitionKeys: partitionedBy ? [{ Name: partitionedBy, Type: 'string' }] : [],
    StorageDescriptor: {
      Columns: Object.entries(columns).map(([Name, type]) => ({ Name, Type: glueTypes[type] })),
      Location: location,
      InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
    },
  };
};

const unlessThere = async (create: () => Promise<unknown>, otherwise: () => Promise<unknown>): Promise<void> => {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error;
    await otherwise();
  }
};

/** Creates database and tables, or brings them up to date. Cheap: done at every seed, as a restarted Glue forgets. */
export const ensureGlueTables = async (glue: GlueClient, bucket: string): Promise<void> => {
  const DatabaseInput = { Name: warehouseDatabase, Description: 'The customer’s warehouse (generated)' };
  await unlessThere(
    () => glue.send(new CreateDatabaseCommand({ DatabaseInput })),
    async () => undefined,
  );
  for (const name of Object.keys(warehouseTables) as WarehouseTable[]) {
    const request = { DatabaseName: warehouseDatabase, TableInput: tableInput(name, bucket) };
    await unlessThere(
      () => glue.send(new CreateTableCommand(request)),
      () => glue.send(new UpdateTableCommand(request)),
    );
  }
};
