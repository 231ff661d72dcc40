// What the simulator keeps of an account; field names are those of SES v2's API.

export type Tag = { Key: string; Value: string };
export type EventDestination = {
  Name: string;
  Enabled: boolean;
  MatchingEventTypes: string[];
  EventBridgeDestination?: { EventBusArn: string };
};
/** Options are kept and given back as they were put. */
export type ConfigurationSet = {
  options: Record<string, unknown>;
  tags: Tag[];
  destinations: Record<string, EventDestination>;
};
export type Identity = { ConfigurationSetName?: string; DkimAttributes: Record<string, unknown>; tags: Tag[] };
export type SesState = {
  configurationSets: Record<string, ConfigurationSet>;
  identities: Record<string, Identity>;
  /** BOUNCE, COMPLAINT: what puts an address on the account's suppression list. */
  suppressedReasons: string[];
  /** By address, in lower case. */
  suppressed: Record<string, { Reason: string; LastUpdateTime: number }>;
};

export const emptyState = (): SesState => ({
  configurationSets: {},
  identities: {},
  suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  suppressed: {},
});

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';
export const arnOf = (kind: 'configuration-set' | 'identity', name: string) =>
  `arn:aws:ses:${REGION}:${ACCOUNT}:${kind}/${name}`;
