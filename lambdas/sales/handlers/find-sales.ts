import * as z from 'zod';
import { InvalidInputError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { ScheduledSale } from '../domain/event.ts';
import { handledKey } from '../domain/records.ts';
import { windowAt } from '../domain/sales.ts';
import { earlierWindows, reminderExpiry, type Usefulness } from '../domain/window.ts';
import type { DemandStore, SaleBook, SalePrograms, WindowRecords } from '../ports.ts';
import { shardsWithFans } from './scheduler/shards-with-fans.ts';
import { type DueSale, parseStep, type SchedulerRun } from './step-inputs.ts';

export type FindSalesDeps = {
  programs: SalePrograms;
  sales: SaleBook;
  windows: Pick<WindowRecords, 'get'>;
  demand: Pick<DemandStore, 'fans'>;
};
export type FoundSales = { run: SchedulerRun; sales: DueSale[]; leftOver: number };

const findInput = z.object({
  input: z.object({ programId: z.string().min(1).optional(), at: z.iso.datetime({ offset: true }).optional() }),
  execution: z.object({ startedAt: z.iso.datetime({ offset: true }) }),
});

/** One execution may have 25,000 history entries (Step Functions quotas): waiting for a short URL takes most of a sale's. */
const historyBudget = 22_000;
const historyOf = ({ shards }: DueSale): number => 200 + 12 * shards.length;

/**
 * The sales to announce at `at`: those of its window and of earlier ones that no run has handled yet (it was missed, failed or
 * full, or the sale was moved there afterwards), while that still helps. Sales nobody asked for are left out. `leftOver`: how many did not fit in one execution.
 */
export const createFindSales =
  (deps: FindSalesDeps) =>
  async (event: unknown): Promise<FoundSales> => {
    const { input, execution } = parseStep(findInput, event);
    const program = await chosen(deps.programs, input.programId);
    const at = new Date(input.at ?? execution.startedAt);
    const { programId, delivery, sales: rules } = program;
    const usefulness = { at, expiresAfterHours: delivery.expiresAfterHours };
    const planned = await plannedSales(deps, programId, usefulness);
    const due: DueSale[] = [];
    for (const sale of planned) {
      const shards = await shardsWithFans(deps.demand, sale.eventId, { shards: rules.demandShards, now: at });
      if (shards.length > 0) due.push({ ...sale, expiresAt: reminderExpiry(sale, usefulness), shards });
    }
    const sales = fitting(due);
    const leftOver = due.length - sales.length;
    const run = { programId, at: at.toISOString(), startedAt: iso(execution.startedAt), window: windowAt(at) };
    logger.info('sales found', { ...run, planned: planned.length, due: due.length, leftOver });
    return { run, sales, leftOver };
  };

const iso = (text: string): string => new Date(text).toISOString();

const chosen = async (programs: SalePrograms, programId: string | undefined) => {
  const { program } = await programs.current();
  if (programId === undefined || programId === program.programId) return program;
  throw new InvalidInputError(`Program ${programId} is not the enabled program that reminds of sales`, {
    whatToDo: `Leave programId out, or name ${program.programId}.`,
  });
};

const plannedSales = async (
  { sales, windows }: FindSalesDeps,
  programId: string,
  usefulness: Usefulness,
): Promise<ScheduledSale[]> => {
  const useful = (sale: ScheduledSale): boolean => reminderExpiry(sale, usefulness) > usefulness.at.toISOString();
  const found = await Promise.all(
    [windowAt(usefulness.at), ...earlierWindows(usefulness)].map(async (window) => {
      const [own, record] = await Promise.all([sales.inWindow(window), windows.get(window, programId)]);
      return own.filter((sale) => !record?.handled?.includes(handledKey(sale)));
    }),
  );
  return found.flat().filter(useful);
};

/** The earliest start first: what waits can wait longest. */
const fitting = (due: readonly DueSale[]): DueSale[] => {
  let left = historyBudget;
  return [...due]
    .sort((one, other) => (one.expiresAt < other.expiresAt ? -1 : 1))
    .filter((sale) => {
      left -= historyOf(sale);
      return left >= 0;
    });
};
