import { describe } from 'vitest';
import { dynamodbNotificationLedger } from '../../../lambdas/delivery/adapters/dynamodb-notification-ledger.ts';
import { dynamodbPolicyStore } from '../../../lambdas/delivery/adapters/dynamodb-policy-store.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { notificationLedgerContract } from '../../contract/notification-ledger.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

describe('NotificationLedger', () =>
  notificationLedgerContract(() => {
    const table = (name: string): string => pick(outputs.tables, name);
    const tables = { notifications: table('notifications'), policy: table('policy') };
    return {
      ledger: dynamodbNotificationLedger({ document, tables }),
      policies: dynamodbPolicyStore({ document, tables }),
    };
  }));
