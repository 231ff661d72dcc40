import type { Program } from '../../../../graphql/generated/types.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';

/** A program as `type Program` of the schema. The warehouse query is not shown: it is in the program file. */
export const programView = ({ hash, program }: PinnedProgram): Program => ({
  programId: program.programId,
  programName: program.programName,
  hash,
  enabled: program.enabled,
  marketplaces: program.marketplaces,
  subject: program.subject,
  filters: program.filterChain.map((step) => ({
    filterId: step.filterId,
    type: step.type,
    order: step.order,
    parameters: JSON.stringify(step.parameters),
  })),
  scoringModel: {
    modelId: program.scoringModel.modelId,
    endpoint: program.scoringModel.endpoint,
    fallback: program.scoringModel.fallback,
    features: program.scoringModel.features,
    bands: program.scoringModel.bands,
  },
  channels: program.channels.map(({ channelId, type, enabled, config }) => ({
    ...{ channelId, type, enabled },
    ...config,
    sendTime: config.sendTime ?? null,
  })),
  batchSchedule: program.batchSchedule,
  exportSchedule: program.exportSchedule,
  candidateTTLDays: program.candidateTTLDays,
  shards: program.shards,
});
