// What other capabilities may use of sales.
export { dynamodbContactConfirmations } from './adapters/dynamodb-contact-confirmations.ts';
export { lambdaLateReminders } from './adapters/lambda-starts.ts';
export { createConfirmContact } from './handlers/confirm-contact.ts';
