// A case as an operator sees it: GraphQL issueCase, and why its customer was chosen.
import { graphqlData } from '../../local-cloud/graphql-client.ts';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { heading } from '../print.ts';
import { until } from '../until.ts';
import { type Decision, showVerdicts } from '../why.ts';

type Contribution = { feature: string; value: number; contribution: number };
export type CaseFile = {
  caseId: string;
  customerId: string;
  programId: string;
  issueType: string;
  episode: number;
  state: string;
  method: string | null;
  secondsToResolution: number | null;
  fixKnown: boolean;
  toVersion: string | null;
  risk: { score: number; baseline: number; ratio: number; confidence: string; contributions: Contribution[] };
  escalations: { ruleId: string; action: string }[];
  timeline: { at: string; kind: string; by: string; detail: string | null }[];
  notifications: { channel: string; step: string; state: string; provider: string }[];
  callback: { callbackId: string; state: string; agent: string | null } | null;
};

const query = `query($id: ID!) {
  issueCase(caseId: $id) {
    caseId customerId programId issueType episode state method secondsToResolution fixKnown toVersion
    risk { score baseline ratio confidence contributions { feature value contribution } }
    escalations { ruleId action }
    timeline { at kind by detail }
    notifications { channel step state provider }
    callback { callbackId state agent }
  }
}`;

const readCase = async (outputs: Outputs, id: string): Promise<CaseFile> =>
  (await graphqlData<{ issueCase: CaseFile }>(outputs, 'operator', { query, variables: { id } })).issueCase;

const latestCase = async (outputs: Outputs, customerId: string): Promise<CaseFile | undefined> => {
  const { issueCases } = await graphqlData<{ issueCases: { items: { caseId: string }[] } }>(outputs, 'operator', {
    query: 'query($c: ID!) { issueCases(customerId: $c, limit: 1) { items { caseId } } }',
    variables: { c: customerId },
  });
  const [latest] = issueCases.items;
  return latest && readCase(outputs, latest.caseId);
};

/** The customer's case as soon as it is as wanted. @param what for people, should it never be */
export const caseWhen = (
  outputs: Outputs,
  customerId: string,
  { what, is }: { what: string; is: (file: CaseFile) => boolean },
): Promise<CaseFile> =>
  until(`${customerId}: ${what}`, async () => {
    const file = await latestCase(outputs, customerId);
    return file && is(file) ? file : undefined;
  });

/** A provider has taken every message of help. */
export const isSent = ({ notifications }: CaseFile): boolean => {
  const help = notifications.filter(({ step }) => step === 'help');
  return help.length > 0 && help.every(({ state }) => ['accepted', 'sent', 'delivered'].includes(state));
};

/** Baseline, risk and what moved it; then each filter's verdict. */
export const showWhyHelped = async (outputs: Outputs, file: CaseFile): Promise<void> => {
  const { customerId, programId, issueType, risk } = file;
  const { why } = await graphqlData<{ why: { decisions: Decision[] } }>(outputs, 'operator', {
    query: `query($c: ID!, $p: ID!, $s: ID!) {
      why(customerId: $c, programId: $p, subject: $s) { decisions { verdicts { filterId passed reason facts } } }
    }`,
    variables: { c: customerId, p: programId, s: issueType },
  });
  heading(`Why ${customerId}?  risk ${risk.score.toFixed(2)}, ${risk.ratio.toFixed(1)} × the baseline`);
  const fix = file.fixKnown ? `a fix is known: ${file.toVersion}` : 'no fix is known';
  console.log(
    `  baseline ${risk.baseline.toFixed(2)} → risk ${risk.score.toFixed(2)}, confidence ${risk.confidence}; ${fix}`,
  );
  for (const { feature, value, contribution } of risk.contributions)
    console.log(`  ${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(2)}  ${feature} = ${value}`);
  for (const decision of why.decisions) showVerdicts(decision);
};

const shown = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toFixed(2))) : String(value);

/** Without ids: what they name stands beside the timeline. */
const detailOf = (detail: string | null): string =>
  Object.entries(JSON.parse(detail ?? '{}') as Record<string, unknown>)
    .filter(([name]) => !/id$/i.test(name) || name === 'ruleId')
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');

/** All that happened, oldest first. */
export const showTimeline = (file: CaseFile): void => {
  const { customerId, issueType, episode, caseId, state, method, secondsToResolution } = file;
  heading(`The case of ${customerId}, ${issueType}, episode ${episode}  issueCase(caseId: "${caseId}")`);
  for (const { at, kind, by, detail } of file.timeline)
    console.log(`  ${at}  ${kind.padEnd(22)} ${by.padEnd(18)} ${detailOf(detail)}`);
  const solved = secondsToResolution === null ? '' : ` by ${method} after ${secondsToResolution.toFixed(0)} s`;
  console.log(`  ${state}${solved}`);
};
