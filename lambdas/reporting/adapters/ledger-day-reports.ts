import { addPage, type NotificationLedger, noFigures, reportOf } from '../../delivery/index.ts';
import { dayPlus, startOf } from '../domain/jobs/job-day.ts';
import type { DayReports } from '../ports.ts';
import { everyState } from './every-state.ts';

/** Counted as campaigns are, so that a day and its campaigns agree. */
export const ledgerDayReports = (ledger: Pick<NotificationLedger, 'ofProgram'>): DayReports => ({
  ofDay: async (programId, day) => {
    const query = { programId, from: startOf(day), to: startOf(dayPlus(day, 1)), states: everyState };
    const figures = noFigures();
    for await (const page of ledger.ofProgram(query))
      addPage(
        figures,
        page.filter(({ test }) => test !== true),
      );
    return reportOf(figures);
  },
});
