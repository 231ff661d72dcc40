// Errors in DynamoDB's wire shape (JSON 1.0). No x-amz-crc32: a client checks it only when it is there.
import type { DynamoDbCall } from './dynamodb-call.ts';

export type ProxyAnswer = { status: number; body: unknown };

const V20120810 = 'com.amazonaws.dynamodb.v20120810';

export const throttled = (): ProxyAnswer => ({
  status: 400,
  body: {
    __type: `${V20120810}#ProvisionedThroughputExceededException`,
    message:
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  },
});

/** The first item of the transaction conflicts with somebody else's; for single writes, TransactionConflictException. */
export const transactionConflict = ({ input }: DynamoDbCall): ProxyAnswer => {
  const items = input.TransactItems ?? input.TransactStatements;
  if (!Array.isArray(items)) {
    const message = 'Transaction is ongoing for the item';
    return { status: 400, body: { __type: `${V20120810}#TransactionConflictException`, message } };
  }
  const reasons = items.map((_item, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return {
    status: 400,
    body: {
      __type: `${V20120810}#TransactionCanceledException`,
      Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      CancellationReasons: reasons,
    },
  };
};
