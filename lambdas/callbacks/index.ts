// What other capabilities may use of callbacks.
export { callsDoor, callsDoorEnvironment } from './adapters/calls-door.ts';
export { dynamodbCallbackBook } from './adapters/dynamodb-callback-book.ts';
export { type CallStanding, callStanding } from './domain/call-standing.ts';
export { escalationIdOf } from './domain/callback.ts';
export { callbackIdsOfCase } from './domain/callbacks-of-case.ts';
export { type RequestCall, requestCall } from './handlers/request-call.ts';
