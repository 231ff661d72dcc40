import { documentClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import type { RunLedger } from '../ports.ts';
import { dynamodbRunLedger } from './dynamodb-run-ledger.ts';

/** The ledger for all but Prepare: only what begins runs asks whether a lease's holder has ended. */
export const stepRunLedger = (table: string): Omit<RunLedger, 'begin'> =>
  dynamodbRunLedger({
    document: documentClient(),
    table,
    executions: { hasEnded: async () => false },
    clock: systemClock,
  });
