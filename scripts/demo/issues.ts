// An app crashes: help within a second, a page where the customer helps themselves or asks for a call, and the day's report.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { reactiveProgramSchema } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { repository } from '../local-cloud/paths.ts';
import { type CaseFile, caseWhen, isSent, showTimeline, showWhyHelped } from './issues/case-file.ts';
import { crashThreeTimes } from './issues/crashes.ts';
import { escalate, showChurnReport } from './issues/jobs.ts';
import { type Customer, riskyCustomers } from './issues/risky-customers.ts';
import { showTicketOfCall, showTicketOfCase, solveByPhone } from './issues/support-desk.ts';
import { openVisitor, type Visitor } from './issues/visitors.ts';
import { showEmail, showSms } from './messages.ts';
import { heading } from './print.ts';

const programId = 'predictive-issue-resolution';
const overAnHour = 65 * 60_000;

const closed = { what: 'the case to be closed', is: ({ state }: CaseFile) => state === 'closed' };

/** Crashes, waits until help was sent, and shows it. @returns the case and the page's address */
const help = async (outputs: Outputs, { customerId, firstName, phone }: Customer) => {
  heading(`The app of ${firstName} (${customerId}) crashes three times`);
  const began = performance.now();
  await crashThreeTimes(outputs, customerId, Date.now());
  const file = await caseWhen(outputs, customerId, { what: 'help to be sent', is: isSent });
  console.log(`  helped after ${((performance.now() - began) / 1_000).toFixed(1)} s on this machine`);
  const [url] = /https?:\/\/\S+/.exec(await showSms(outputs, phone)) ?? [];
  if (url === undefined) throw new Error(`The SMS to ${customerId} has no link to the page: look into .local/logs`);
  console.log(`  The page: ${url}`);
  return { file, url };
};

const showFixed = async (outputs: Outputs, customer: Customer, visitor: Visitor): Promise<void> => {
  const { file, url } = await help(outputs, customer);
  await showEmail(outputs, customer.email);
  await showWhyHelped(outputs, file);
  heading(`${customer.firstName} opens the page`);
  await visitor.fixesIt(url);
  showTimeline(await caseWhen(outputs, customer.customerId, closed));
};

const showCall = async (outputs: Outputs, customer: Customer, visitor: Visitor): Promise<void> => {
  const { url } = await help(outputs, customer);
  heading(`${customer.firstName} wants to be called`);
  await visitor.asksForCall(url);
  const called = { what: 'the call', is: ({ callback }: CaseFile) => callback !== null };
  const { callback } = await caseWhen(outputs, customer.customerId, called);
  await solveByPhone(outputs, await showTicketOfCall(outputs, callback?.callbackId ?? ''));
  showTimeline(await caseWhen(outputs, customer.customerId, closed));
};

/** One who will not have answered in over an hour: the machine is run as of then. */
const showEscalation = async (outputs: Outputs, { customerId, firstName }: Customer): Promise<void> => {
  heading(`${firstName} (${customerId}) does not open their message`);
  await crashThreeTimes(outputs, customerId, Date.now());
  await caseWhen(outputs, customerId, { what: 'help to be sent', is: isSent });
  await escalate(outputs, programId, new Date(Date.now() + overAnHour));
  const escalated = { what: 'the escalation', is: ({ escalations }: CaseFile) => escalations.length > 0 };
  const { caseId } = await caseWhen(outputs, customerId, escalated);
  await showTicketOfCase(outputs, caseId);
  showTimeline(await caseWhen(outputs, customerId, escalated));
};

/** Three seeded customers at high risk: one helps themselves, one is called, one is escalated. */
export const showIssues = async (outputs: Outputs): Promise<void> => {
  const text = await readFile(join(repository, 'programs', `${programId}.yaml`), 'utf8');
  const program = reactiveProgramSchema.parse(parse(text));
  const [first, second, third] = await riskyCustomers(outputs, program, 3);
  if (!first || !second || !third) return;
  const visitor = await openVisitor();
  try {
    await showFixed(outputs, first, visitor);
    await showCall(outputs, second, visitor);
  } finally {
    await visitor.leave();
  }
  await showEscalation(outputs, third);
  await showChurnReport(outputs, programId);
};
