// What other capabilities may use of sales.
export { dynamodbContactConfirmations } from './adapters/dynamodb-contact-confirmations.ts';
export { type ConfirmContactDeps, createConfirmContact } from './handlers/confirm-contact.ts';
