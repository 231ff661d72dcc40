// What other capabilities may use of delivery.

export { deliverNowDoor, deliverNowEnvironment } from './adapters/deliver-now-door.ts';
export { deliveryDoor, deliveryDoorEnvironment } from './adapters/delivery-door.ts';
export { dynamodbCampaignBook } from './adapters/dynamodb-campaign-book.ts';
export { dynamodbContactBook } from './adapters/dynamodb-contact-book.ts';
export { dynamodbNotificationLedger } from './adapters/dynamodb-notification-ledger.ts';
export { dynamodbRateLimiter } from './adapters/dynamodb-rate-limiter.ts';
export { memoryRateLimiter } from './adapters/memory-rate-limiter.ts';
export { pagesDoor, pagesDoorEnvironment } from './adapters/pages-door.ts';
export { s3TemplateStore } from './adapters/s3-template-store.ts';
export { addPage, type CampaignReport as DeliveryFigures, noFigures, reportOf } from './domain/campaign/report.ts';
export { type LinkPurpose, linkPaths } from './domain/links/link-purpose.ts';
export type { Notification, NotificationRequest, NotificationState } from './domain/notification/notification.ts';
export { consentRefusal } from './domain/policy/consent.ts';
export { isSpared } from './domain/policy/holdout.ts';
export { isZone } from './domain/policy/local-time.ts';
export { nextTimeOfDay } from './domain/policy/next-time-of-day.ts';
export type { PolicyItem } from './domain/policy/policy-item.ts';
export { type OutcomeCounts, uplift } from './domain/policy/uplift.ts';
export { isMachineVisit } from './domain/receipts/machine-visit.ts';
export { type DeliverNow, deliverNow } from './handlers/deliver-now.ts';
export { notificationView } from './handlers/graphql/notification-view.ts';
export { type RecordResponse, recordResponse } from './handlers/receipts/record-response.ts';
export { type RequestNotifications, requestNotifications } from './handlers/request-notifications.ts';
export type {
  AddressHasher,
  CampaignBook,
  Contact,
  ContactBook,
  LinkSigner,
  LinkVerifier,
  NotificationLedger,
  PolicyStore,
  Programs,
  RateLimiter,
  TemplateStore,
} from './ports.ts';
