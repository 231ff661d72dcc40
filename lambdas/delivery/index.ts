// What other capabilities may use of delivery.
export { type DeliveryDoor, deliveryDoor, deliveryDoorEnvironment } from './adapters/delivery-door.ts';
export { dynamodbRateLimiter } from './adapters/dynamodb-rate-limiter.ts';
export { s3TemplateStore } from './adapters/s3-template-store.ts';
export type { ChannelType, NotificationRequest, TemplateVariables } from './domain/notification/notification.ts';
export { notificationId } from './domain/notification/notification-id.ts';
export { isZone } from './domain/policy/local-time.ts';
export { nextTimeOfDay } from './domain/policy/next-time-of-day.ts';
export {
  type RequestContext,
  type RequestNotifications,
  type RequestNotificationsDeps,
  type RequestOutcome,
  requestNotifications,
} from './handlers/request-notifications.ts';
export type {
  AddressHasher,
  Contact,
  ContactBook,
  PauseFlags,
  PolicyStore,
  Programs,
  RateLimiter,
  TemplateStore,
} from './ports.ts';
