import { describe } from 'vitest';
import { memoryDueCursor } from '../../lambdas/delivery/adapters/memory-due-cursor.ts';
import { dueCursorContract } from '../contract/due-cursor.ts';

describe('DueCursor', () => dueCursorContract(() => memoryDueCursor()));
