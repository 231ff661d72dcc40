import * as z from 'zod';
import { NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { ScheduledSale } from '../domain/event.ts';
import { handledKey } from '../domain/records.ts';
import { windowAt } from '../domain/sales.ts';
import type { DemandStore, SaleBook, SalePrograms, WindowRecords } from '../ports.ts';
import { programOfRun } from './scheduler/program-of-run.ts';
import { shardsWithFans } from './scheduler/shards-with-fans.ts';
import { type DueSale, parseStep, type SchedulerRun } from './step-inputs.ts';

export type FindSalesDeps = {
  programs: SalePrograms;
  sales: SaleBook;
  windows: Pick<WindowRecords, 'get'>;
  demand: Pick<DemandStore, 'fans'>;
};

const instant = z.iso.datetime({ offset: true });
const findInput = z.object({
  input: z.object({
    programId: z.string().min(1).exactOptional(),
    at: instant.exactOptional(),
    /** What the machine hands to itself: the first sale that an earlier execution had no room for, programs to come. */
    from: z.string().exactOptional(),
    programsLeft: z.array(z.string()).default([]),
  }),
  execution: z.object({ startedAt: instant }),
});

/** The input of the execution that takes what this one has no room for. */
type NextInput = { programId: string; at: string; from?: string; programsLeft: string[] };
/** `leftOver`: sales (and programs) for `next`; without it nothing is left. */
export type FoundSales = { run: SchedulerRun; sales: DueSale[]; leftOver: number; next?: NextInput };

/** One execution may have 25,000 history entries (Step Functions quotas); the rest is for retries and pages of fans. */
const historyBudget = 22_000;
/** Waiting for a short URL minute by minute takes 26 turns of nine; shards may be gone through twice, for e-mail and SMS. */
const historyOf = (shards: readonly number[]): number => 260 + 24 * shards.length;

/**
 * The sales of the half hour of `at` that are still ahead and that no run has handled, the earliest first, as many as one
 * execution can hold. Sales nobody asked for are left out.
 */
export const createFindSales =
  (deps: FindSalesDeps) =>
  async (event: unknown): Promise<FoundSales> => {
    const { input, execution } = parseStep(findInput, event);
    const [programId, ...programsLeft] = await programsToRun(deps.programs, input);
    const { demandShards } = (await programOfRun(deps.programs, programId)).sales;
    const at = new Date(input.at ?? execution.startedAt);
    const planned = await plannedSales(deps, { programId, at, from: input.from ?? '' });
    const { due, rest } = await fitting(deps.demand, planned, { shards: demandShards, now: at });
    const run = { programId, at: at.toISOString(), startedAt: iso(execution.startedAt), window: windowAt(at) };
    const next = nextInput(run, rest, programsLeft);
    const leftOver = rest.length + programsLeft.length;
    logger.info('sales found', { ...run, planned: planned.length, due: due.length, leftOver });
    return { run, sales: due, leftOver, ...(next && { next }) };
  };

const iso = (text: string): string => new Date(text).toISOString();

type Input = z.infer<typeof findInput>['input'];

/** The named program, or one after the other all that are enabled. */
const programsToRun = async (programs: SalePrograms, { programId, programsLeft }: Input) => {
  if (programId !== undefined) return [programId, ...programsLeft] as const;
  const [first, ...others] = (await programs.enabled()).map(({ program }) => program.programId);
  if (first !== undefined) return [first, ...others] as const;
  throw new NotFoundError('No enabled program reminds of sales', {
    whatToDo: 'Deploy a program of kind sale with enabled: true (programs/README.md).',
  });
};

/** Earliest start first; the same order in every execution of a window. */
const placeOf = ({ startsAt, eventId, saleId }: ScheduledSale): string => `${startsAt} ${eventId} ${saleId}`;

const plannedSales = async (
  { sales, windows }: FindSalesDeps,
  { programId, at, from }: { programId: string; at: Date; from: string },
): Promise<ScheduledSale[]> => {
  const window = windowAt(at);
  const [own, record] = await Promise.all([sales.inWindow(window), windows.get(window, programId)]);
  const handled = new Set(record?.handled);
  return own
    .filter(
      (sale) => Date.parse(sale.startsAt) > at.getTime() && placeOf(sale) >= from && !handled.has(handledKey(sale)),
    )
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
};

const fitting = async (
  demand: FindSalesDeps['demand'],
  planned: readonly ScheduledSale[],
  options: { shards: number; now: Date },
): Promise<{ due: DueSale[]; rest: readonly ScheduledSale[] }> => {
  const due: DueSale[] = [];
  let left = historyBudget;
  for (const [index, sale] of planned.entries()) {
    const shards = await shardsWithFans(demand, sale.eventId, options);
    if (shards.length === 0) continue;
    left -= historyOf(shards);
    if (left < 0) return { due, rest: planned.slice(index) };
    due.push({ ...sale, shards });
  }
  return { due, rest: [] };
};

const nextInput = (
  { programId, at }: SchedulerRun,
  [first]: readonly ScheduledSale[],
  programsLeft: readonly string[],
): NextInput | undefined => {
  if (first) return { programId, at, from: placeOf(first), programsLeft: [...programsLeft] };
  const [program, ...others] = programsLeft;
  return program === undefined ? undefined : { programId: program, at, programsLeft: others };
};
