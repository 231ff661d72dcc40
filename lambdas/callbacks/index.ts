// What other capabilities may use of callbacks.
export { callsDoor, callsDoorEnvironment } from './adapters/calls-door.ts';
export { dynamodbCallbackBook } from './adapters/dynamodb-callback-book.ts';
export { memoryCallbackBook } from './adapters/memory-callback-book.ts';
export { type CallStanding, callStanding } from './domain/call-standing.ts';
export type { Callback } from './domain/callback.ts';
export { type CallRequest, type CallRequested, type RequestCall, requestCall } from './handlers/request-call.ts';
export type { CallbackBook } from './ports.ts';
