// US dollars per unit, us-east-1, on demand, November 2026, from the vendor's price pages (docs/cost.md says which). No free
// tier and no discount is taken off. The one source: scripts/cost takes them from here.
export const prices = {
  dynamoPerRead: 0.125 / 1e6,
  dynamoPerWrite: 0.625 / 1e6,
  lambdaPerRequest: 0.2 / 1e6,
  /** arm64 */
  lambdaPerGbSecond: 0.000_013_333_4,
  sqsPerRequest: 0.4 / 1e6,
  kinesisPerPutUnit: 0.014 / 1e6,
  stepFunctionsPerTransition: 0.025 / 1e3,
  logsPerGb: 0.5,
  sesPerMessage: 0.1 / 1e3,
  /** US, without the carrier's fee, which depends on number type and carrier. */
  smsPerPart: 0.005_81,
  eventBridgePerEvent: 1 / 1e6,
  /** REST API. */
  apiGatewayPerRequest: 3.5 / 1e6,
} as const;
