import { KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { clientConfig } from '../../shared/aws/aws-clients.ts';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { StatusStream } from '../ports.ts';

type Options = { client: Pick<KinesisClient, 'send'>; stream: string; pause?: Pause };
const recordsPerCall = 500;
const tries = 5;

/**
 * The stream `sms-status`. PutRecords may take some and refuse others: those are put again. A record that is put twice, or
 * after a later one of its message, does no harm: receipts merge.
 */
export const kinesisStatusStream = ({ client, stream, pause = fullJitter }: Options): StatusStream => ({
  put: async (records) => {
    const entries = records.map(({ key, record }) => ({
      PartitionKey: key,
      Data: Buffer.from(JSON.stringify(record)),
    }));
    for (let from = 0; from < entries.length; from += recordsPerCall)
      await putAll({ client, stream, pause }, entries.slice(from, from + recordsPerCall));
  },
});

/** The stream as a Lambda has it. @param stream its name (STREAM_SMS_STATUS) */
export const statusStream = (stream: string): StatusStream =>
  kinesisStatusStream({ client: new KinesisClient(clientConfig(5_000)), stream });

const putAll = async ({ client, stream, pause }: Required<Options>, batch: PutRecordsRequestEntry[]): Promise<void> => {
  let left = batch;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const command = new PutRecordsCommand({ StreamName: stream, Records: left });
    const { Records = [] } = await asTransient('put receipts into the stream', () => client.send(command));
    left = left.filter((_, index) => Records[index]?.ErrorCode !== undefined);
    if (left.length === 0) return;
    await pause(attempt);
  }
  throw new TransientError(`Stream ${stream} took ${batch.length - left.length} of ${batch.length} receipts`, {
    whatToDo: 'The stream is throttled: they are tried again; if it persists, give it more shards.',
  });
};
