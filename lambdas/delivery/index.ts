// What other capabilities may use of delivery.
export { type DeliveryDoor, deliveryDoor, deliveryDoorEnvironment } from './adapters/delivery-door.ts';
export { dynamodbCampaignBook } from './adapters/dynamodb-campaign-book.ts';
export { dynamodbRateLimiter } from './adapters/dynamodb-rate-limiter.ts';
export { type PagesDoor, pagesDoor, pagesDoorEnvironment } from './adapters/pages-door.ts';
export { s3TemplateStore } from './adapters/s3-template-store.ts';
export { type LinkPurpose, linkPaths } from './domain/links/link-purpose.ts';
export type {
  ChannelType,
  Notification,
  NotificationRequest,
  TemplateVariables,
} from './domain/notification/notification.ts';
export { notificationId } from './domain/notification/notification-id.ts';
export { isZone } from './domain/policy/local-time.ts';
export { nextTimeOfDay } from './domain/policy/next-time-of-day.ts';
export type { PolicyItem } from './domain/policy/policy-item.ts';
export { isMachineVisit } from './domain/receipts/machine-visit.ts';
export { type RecordResponse, recordResponse } from './handlers/receipts/record-response.ts';
export {
  type RequestContext,
  type RequestNotifications,
  type RequestNotificationsDeps,
  type RequestOutcome,
  requestNotifications,
} from './handlers/request-notifications.ts';
export type {
  AddressHasher,
  CampaignBook,
  Contact,
  ContactBook,
  LinkSigner,
  LinkVerifier,
  NotificationLedger,
  PauseFlags,
  PolicyStore,
  Programs,
  RateLimiter,
  TemplateStore,
} from './ports.ts';
