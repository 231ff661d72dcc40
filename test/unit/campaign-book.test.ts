import { describe } from 'vitest';
import { memoryCampaignBook } from '../../lambdas/delivery/adapters/memory-campaign-book.ts';
import { campaignBookContract } from '../contract/campaign-book.ts';

describe('CampaignBook', () => campaignBookContract(memoryCampaignBook));
