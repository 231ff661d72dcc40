// The training set as one query over Glue tables `decisions` and `outcomes` (terraform/modules/{candidates,reporting}/glue.tf).
import type { Recipe } from './recipe.ts';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** ISO 8601 as text: its order is the order of time. */
const daysAfterDecision = (days: number): string =>
  `CAST(date_add('day', ${days}, CAST(substr(s.decided_at, 1, 10) AS date)) AS varchar) || substr(s.decided_at, 11)`;

/** Days, yyyy-mm-dd: `from` included, `to` excluded. */
export type Days = { from: string; to: string };

/**
 * Attempts of a day that are read: 0 is of programs that react to events, runs count from 1. Athena lists a prefix for each
 * attempt the query lets through, and the table projects a thousand a day (candidates/glue.tf); nobody starts a day so often. Should
 * somebody, the last of these stands for the day.
 */
const lastAttempt = '019';

/** A campaign writes on the day of the decision, or on the next where the customer's morning is over. */
const contactDays = 2;

/** Who was never written to has no label: that no review came says nothing about an answer to being asked for one. */
const contacted = (program: string, { from, to }: Days): string => `, contacted AS (
  SELECT customer_id, subject, occasion, min(at) AS at
  FROM outcomes
  WHERE program = ${literal(program)} AND day >= ${literal(from)}
    AND day <= CAST(date_add('day', ${contactDays}, DATE ${literal(to)}) AS varchar) AND outcome = 'contacted'
  GROUP BY customer_id, subject, occasion
)`;
const joinContacted = `JOIN contacted c ON c.customer_id = s.customer_id AND c.subject = s.subject AND c.occasion = s.occasion
  AND c.at > s.decided_at AND c.at <= ${daysAfterDecision(contactDays)}`;

const scoredOn = (program: string, { from, to }: Days): string =>
  `program = ${literal(program)} AND day >= ${literal(from)} AND day < ${literal(to)}
    AND attempt <= ${literal(lastAttempt)} AND outcome = 'scored'`;

/** A fallback's score says nothing of the features beside it, which may be defaults that nobody knew better. */
const byModel = 'AND NOT score.fallback';

/** Customers who were learned from: whoever remembers them would look better than they are with others. */
const learned = (program: string, days: Days): string => `, learned AS (
  SELECT DISTINCT candidate.customerid AS customer_id
  FROM decisions
  WHERE ${scoredOn(program, days)} ${byModel}
)`;
const joinLearned = '\nLEFT JOIN learned l ON l.customer_id = s.customer_id';

/** `without`: days whose customers are left out. `all`: also rows that a fallback scored, and those without a label, which say so. */
type Rows = { without?: Days; all?: boolean };

/**
 * Features as they were at the decision, and what happened after it. One row per customer, subject and occasion: the first
 * decision, by its day's last attempt. An outcome up to the decision is no label but a leak: such rows are left out. Outcomes are
 * read up to `labelDays` past the last decision. With `onlyContacted` only rows of customers who were written to soon after.
 */
export const trainingQuery = (
  {
    programId,
    positive,
    labelDays,
    onlyContacted,
  }: Pick<Recipe, 'programId' | 'positive' | 'labelDays' | 'onlyContacted'>,
  { from, to }: Days,
  { without, all = false }: Rows = {},
): string => `
WITH scored AS (
  SELECT candidate.customerid AS customer_id, candidate.subject AS subject, candidate.occasion AS occasion,
    decidedat AS decided_at, score.features AS features, score.value AS score, score.modelversion AS model_version,
    score.fallback AS fallback,
    row_number() OVER (
      PARTITION BY candidate.customerid, candidate.subject, candidate.occasion ORDER BY day, attempt DESC
    ) AS place
  FROM decisions
  WHERE ${scoredOn(programId, { from, to })}${all ? '' : ` ${byModel}`}
), happened AS (
  SELECT customer_id, subject, occasion, min(at) AS at
  FROM outcomes
  WHERE program = ${literal(programId)} AND day >= ${literal(from)}
    AND day <= CAST(date_add('day', ${labelDays}, DATE ${literal(to)}) AS varchar)
    AND outcome IN (${positive.map(literal).join(', ')})
  GROUP BY customer_id, subject, occasion
)${onlyContacted ? contacted(programId, { from, to }) : ''}${without ? learned(programId, without) : ''}
SELECT s.customer_id, s.subject, s.decided_at, s.features, s.score, s.model_version, s.fallback,
  CASE
    WHEN h.at <= ${daysAfterDecision(labelDays)}
    THEN 1 ELSE 0
  END AS label${all ? `, ${onlyContacted ? 'c.customer_id IS NOT NULL' : 'true'} AS labelled` : ''}
FROM scored s${onlyContacted ? `\n${all ? 'LEFT ' : ''}${joinContacted}` : ''}${without ? joinLearned : ''}
LEFT JOIN happened h ON h.customer_id = s.customer_id AND h.subject = s.subject AND h.occasion = s.occasion
WHERE s.place = 1 AND (h.at IS NULL OR h.at > s.decided_at)${without ? ' AND l.customer_id IS NULL' : ''}`;

/** @param prefix empty S3 prefix, `s3://bucket/…/` */
export const unload = (sql: string, prefix: string): string =>
  `UNLOAD (${sql}\n) TO ${literal(prefix)}\nWITH (format = 'JSON', compression = 'GZIP')`;

const msPerDay = 86_400_000;
const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * msPerDay).toISOString().slice(0, 10);

/**
 * Training first, evaluation after it, and both so long ago on `day` that every label is known. Between them lie `labelDays` whose
 * decisions nobody uses: a label looks so far ahead, and one outcome must not be learned from and judged by.
 */
export const periods = (
  { labelDays, evaluationDays, trainDays }: Pick<Recipe, 'labelDays' | 'evaluationDays' | 'trainDays'>,
  day: string,
): { training: Days; evaluation: Days } => {
  const known = dayBefore(day, labelDays);
  const split = dayBefore(known, evaluationDays);
  const learnedBy = dayBefore(split, labelDays);
  return { training: { from: dayBefore(learnedBy, trainDays), to: learnedBy }, evaluation: { from: split, to: known } };
};
