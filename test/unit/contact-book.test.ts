import { describe } from 'vitest';
import { memoryContactBook } from '../../lambdas/delivery/adapters/memory-contact-book.ts';
import { contactBookContract } from '../contract/contact-book.ts';

describe('ContactBook', () => contactBookContract(() => memoryContactBook()));
