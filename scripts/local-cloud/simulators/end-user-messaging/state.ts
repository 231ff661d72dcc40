// What the simulator keeps of an account; field names are those of the service's API.

export type Tag = { Key: string; Value: string };
export type EventDestination = {
  EventDestinationName: string;
  Enabled: boolean;
  MatchingEventTypes: string[];
  SnsDestination?: { TopicArn: string };
};
export type ConfigurationSet = {
  ConfigurationSetArn: string;
  ConfigurationSetName: string;
  EventDestinations: EventDestination[];
  DefaultMessageType?: string;
  DefaultSenderId?: string;
  CreatedTimestamp: number;
};
export type OptOutList = { OptOutListArn: string; OptOutListName: string; CreatedTimestamp: number };
export type PhoneNumber = {
  PhoneNumberArn: string;
  PhoneNumberId: string;
  PhoneNumber: string;
  Status: 'ACTIVE';
  OptOutListName: string;
  SelfManagedOptOutsEnabled: boolean;
  TwoWayEnabled: boolean;
  TwoWayChannelArn?: string;
} & Record<string, unknown>;

export type SmsState = {
  configurationSets: Record<string, ConfigurationSet>;
  optOutLists: Record<string, OptOutList>;
  phoneNumbers: Record<string, PhoneNumber>;
  /** Numbers by list: those that said STOP, or were put there. */
  optedOut: Record<string, string[]>;
  tags: Record<string, Tag[]>;
};

export const emptyState = (): SmsState => ({
  configurationSets: {},
  optOutLists: {},
  phoneNumbers: {},
  optedOut: {},
  tags: {},
});

const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';
export const arnOf = (kind: 'configuration-set' | 'opt-out-list' | 'phone-number', name: string) =>
  `arn:aws:sms-voice:${REGION}:${ACCOUNT}:${kind}/${name}`;

/** Names may be given as ARNs. */
export const nameIn = (text: unknown) => String(text ?? '').replace(/^arn:.*\//, '');
export const seconds = () => Math.floor(Date.now() / 1000);
