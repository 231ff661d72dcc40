import { hash } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';

/** The one logger of a Lambda: structured, one line per outcome; service name from POWERTOOLS_SERVICE_NAME. */
export const logger = new Logger();

/** Twelve hex digits that stand for a customer in logs: logs carry no customer ids in clear. */
export const customerHash = (customerId: string): string => hash('sha256', customerId).slice(0, 12);
