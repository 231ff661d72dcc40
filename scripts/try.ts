// Runs a batch program over a file of rows in one process, without the local cloud (make try PROGRAM=… ROWS=… WHY=…).
// A reactive program has no rows: it is tried with an event on the local cloud (README, An error event of your own).
import { parseArgs } from 'node:util';

// The handlers log every step as JSON; here only the report is wanted. Set before they are loaded.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

const usage = `Usage: make try PROGRAM=programs/<id>.yaml ROWS=<rows.jsonl|.csv[.gz]> [FACTS=<folder>] [WHY=<customer>[,<subject>]] [DAY=yyyy-mm-dd]
  ROWS   what the program's query would return: a file of your own, or make one: node scripts/generate.ts --size small
  FACTS  folder of customers.jsonl, products.jsonl, policy.jsonl, features.jsonl (default: beside the rows)`;

const { values } = parseArgs({
  options: {
    program: { type: 'string', default: 'programs/product-reviews.yaml' },
    rows: { type: 'string' },
    facts: { type: 'string' },
    why: { type: 'string' },
    day: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const main = async (rows: string): Promise<void> => {
  const { decisionsAbout, tryProgram } = await import('./try/try-program.ts');
  const result = await tryProgram({ ...values, rows });
  const { run, judgement, summary, decisions, missing } = result;
  const why = values.why === undefined ? [] : decisionsAbout(decisions, values.why);
  if (values.json) {
    console.log(
      JSON.stringify({ run, judgement, summary, missing, ...(values.why !== undefined && { why }) }, null, 2),
    );
    return;
  }
  const { showDecision, showOutcome } = await import('./try/report.ts');
  showOutcome(result, missing);
  for (const record of why) showDecision(record);
  if (values.why !== undefined && why.length === 0)
    console.log(
      `\nNo candidate "${values.why}" in this run: no such row, or it was refused, or a later one took its place.`,
    );
};

if (values.rows === undefined) {
  console.error(`Which rows? ${usage}`);
  process.exitCode = 2;
} else {
  await main(values.rows).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
