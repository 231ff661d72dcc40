import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
  tokenArgument,
} from '../../../shared/graphql/resolver-event.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { addPage, noFigures, reportOf } from '../../domain/campaign/report.ts';
import type { CampaignBook, NotificationLedger, PauseFlags } from '../../ports.ts';

type ListDeps = { campaigns: Pick<CampaignBook, 'list'>; pauseFlags: Pick<PauseFlags, 'get'> };
type ReportDeps = {
  campaigns: Pick<CampaignBook, 'get'>;
  ledger: Pick<NotificationLedger, 'ofCampaign'>;
  clock: Clock;
};

const listArguments = z.object({ programId: idArgument, limit: limitArgument, nextToken: tokenArgument });
const reportArguments = z.object({ campaignId: idArgument });

/** Campaigns of a program, newest first, as they stand. */
export const createCampaigns =
  ({ campaigns, pauseFlags }: ListDeps): FieldHandler =>
  async (call) => {
    const { programId, ...page } = parseArguments(listArguments, call);
    const [found, ofProgram] = await Promise.all([
      campaigns.list(programId, page),
      pauseFlags.get(`program#${programId}`),
    ]);
    const view = async (campaign: Campaign) => {
      const flag = (await pauseFlags.get(`campaign#${campaign.campaignId}`)) ?? ofProgram;
      return { ...campaign, status: flag?.state ?? (campaign.status === 'planned' ? 'running' : campaign.status) };
    };
    return { ...found, items: await Promise.all(found.items.map(view)) };
  };

/** A campaign counted from the ledger, now. @throws NotFoundError when nobody ever planned it */
export const createCampaignReport =
  ({ campaigns, ledger, clock }: ReportDeps): FieldHandler =>
  async (call) => {
    const { campaignId } = parseArguments(reportArguments, call);
    const figures = noFigures();
    for await (const page of ledger.ofCampaign(campaignId)) addPage(figures, page);
    if (figures.states.size === 0 && !(await campaigns.get(campaignId)))
      throw new NotFoundError(`There is no campaign ${campaignId}`, {
        whatToDo: 'List them with the query campaigns.',
      });
    return { campaignId, countedAt: clock.now().toISOString(), ...reportOf(figures) };
  };
