// What the app tells when it crashes: an event for each crash, with the count of the day so far.
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';

type Crash = { customerId: string; errorCount: number; timestamp: string };

const entryOf = (EventBusName: string, crash: Crash) => ({
  ...{ EventBusName, Source: 'app.telemetry', DetailType: 'ErrorEvent' },
  Detail: JSON.stringify({
    ...{ schemaVersion: '1', errorType: 'NullPointerException', timeWindow: '24h', appVersion: '2.5.1' },
    ...{ deviceType: 'iOS', eventId: `demo-${crash.customerId}-${crash.errorCount}-${Date.parse(crash.timestamp)}` },
    ...crash,
  }),
});

/** The app of one customer crashes three times within twenty minutes. @param lastAt epoch milliseconds */
export const crashThreeTimes = async (outputs: Outputs, customerId: string, lastAt: number): Promise<void> => {
  const bus = new EventBridgeClient(localClient(outputs));
  const name = pick(outputs.buses, 'app-platform');
  const crashes = [1, 2, 3].map((errorCount) => {
    const timestamp = new Date(lastAt - (3 - errorCount) * 10 * 60_000).toISOString();
    return { customerId, errorCount, timestamp };
  });
  for (const { errorCount, timestamp } of crashes)
    console.log(`  ${timestamp}  ErrorEvent of ${customerId}: NullPointerException, ${errorCount} in 24 h, app 2.5.1`);
  const { FailedEntryCount } = await bus.send(
    new PutEventsCommand({ Entries: crashes.map((crash) => entryOf(name, crash)) }),
  );
  bus.destroy();
  if (FailedEntryCount) throw new Error(`The bus ${name} did not take ${FailedEntryCount} events`);
};
