import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelVariables } from '../../lambdas/issues/domain/choose-channels.ts';
import { escalationVariables } from '../../lambdas/issues/domain/escalation-rules.ts';
import { compileCondition } from '../../lambdas/shared/conditions/compile-condition.ts';
import { loadProgramFile } from './load-program.ts';
import { problemText } from './problem.ts';

const name = 'predictive-issue-resolution.yaml';
const path = fileURLToPath(new URL(`../../programs/${name}`, import.meta.url));
const right = readFileSync(path, 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'herald-reactive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Problems of a text as `line:column what. right`. */
const problemsOf = (text: string): string[] => {
  writeFileSync(join(folder, name), text);
  const { problems = [] } = loadProgramFile(join(folder, name));
  return problems.map((problem) => problemText(problem).replace(/^.*?\.yaml:/, ''));
};
const lineOf = (part: string, text: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a reactive program', () => {
  it('is valid as it is here', () => {
    const loaded = loadProgramFile(path);
    expect(loaded.problems?.map(problemText)).toBeUndefined();
    expect(loaded.program).toMatchObject({ kind: 'reactive', candidateTTLDays: 7 });
  });

  it.each<[string, string, string]>([
    [
      '[{ numeric: [">=", 3] }]',
      '[3, 999]',
      '[3,999] is no least count of errors (plain numbers are matched one by one',
    ],
    ['[{ numeric: [">=", 3] }]', '[{ numeric: [">=", 3, "<=", 999] }]', 'Write errorCount: [{ numeric: [">=", 3] }]'],
    ['risk >= 0.7 and', 'risks >= 0.7 and', 'wrong at its column 1: there is no variable "risks". Use one of: risk,'],
    ['risk >= 0.7 and', 'risk >= 0.7 &&', 'wrong at its column 13: "&" means nothing here. Write and'],
    ['when: unresolved > 1h', 'when: unresolved > 1', 'a duration can’t be compared with a number. Write durations'],
    ['when: unresolved > 1h', 'when: unresolved > 15m', 'about cases that have been open for more than 1h. Write 1h'],
    ['unresolved > 1h and not calling', 'calling or not (unresolved < 59.5m)', 'the rule tells cases apart by 59.5m'],
    ['when: churn_risk > 0.9', 'when: churn_risk', 'a condition is true or false, this is a number'],
    ['channels: [sms, email]', 'channels: [sms, mail]', 'there is no channel "mail". Did you mean "email"?'],
    ['ruleId: high-risk', 'ruleId: unresolved', '"unresolved" is used twice'],
    ['filterId: churn-risk', 'filterId: trust', '"trust" is used twice'],
    ['[customer-active, not-flagged]', '[purchased]', 'reads attribute "purchased", which an error event has not'],
    ['errorTypes: [ANR, ', 'errorTypes: [sigsegv, ', 'error type "sigsegv" stands in the catalogue twice'],
    ['issueType: data_loss', 'issueType: performance', 'issue type "performance" stands in the catalogue twice'],
    ['versions: "<2.4.0"', 'versions: "before 2.4"', '"before 2.4" is no range of versions. Write "*"'],
    ['toVersion: 2.4.7', 'toVersion: next', '"next" is no version'],
    ['versions: "2.5.0"', 'versions: "<=2.5.2"', 'version 2.5.2 is the fix and has the issue ("<=2.5.2")'],
    ['toVersion: 2.4.0,', '', 'step "update" leads to no version. Name toVersion'],
    ['steps: [update, clear-cache, callback]', 'steps: [clear-cache]', 'no step "update". Add update to steps'],
    ['deviceTypes: [Android]', 'deviceTypes: [Symbian]', 'no storeUrls entry for device type "Symbian"'],
    ['modelId: churn-risk-v3', 'modelId: churn-risk-v9', 'models/churn-risk-v9/features.json does not exist'],
    ['endpoint: model://churn-baseline-v1', 'endpoint: model://x', 'Write endpoint: model://churn-baseline-v1'],
    ['constant://0.27', 'constant://27', 'constant://27 is no score'],
    ['  - channelId: email', '  - channelId: sms', '"sms" is used twice'],
    [
      'type: sms\n    config: { templateId: help }',
      'type: sms\n    config: { templateId: helps }',
      'Did you mean "help"',
    ],
    ['config: { templateId: help }', 'config: { templateId: help, sendTime: "10:00" }', 'but help goes at once'],
    ['priority: high\n', 'priority: high\n  openFrom: "20:00"\n  openTo: "08:00"\n', 'nobody can be called between'],
    ['priority: high\n', 'priority: high\n  openFrom: 8am\n', 'must be a time of day such as "08:00"'],
  ])('%s → %s', (good, wrong, message) => {
    expect(right).toContain(good);
    expect(problemsOf(right.replace(good, () => wrong)).join('\n')).toContain(message);
  });

  it('says where a condition is wrong', () => {
    const wrong = right.replace('churn_risk > 0.9', 'churn_risk > "0.9"');
    expect(problemsOf(wrong)[0]).toMatch(new RegExp(`^${lineOf('churn_risk > "0.9"', wrong)}:\\d+ .*at its column 12`));
  });

  it('may have a holdout though it is urgent: what is critical is spared', () => {
    expect(right).toContain('holdout:');
    expect(problemsOf(right)).toEqual([]);
  });

  it('wants the message that asks how the help was', () => {
    const templates = join(folder, 'templates');
    mkdirSync(join(templates, 'predictive-issue-resolution/help'), { recursive: true });
    writeFileSync(join(templates, 'predictive-issue-resolution/help/template.yaml'), 'channels: [sms, email]\n');
    const { problems = [] } = loadProgramFile(path, { templates });
    expect(problems.map(problemText)).toEqual([
      expect.stringContaining('there is no template "satisfaction" for email'),
    ]);
  });
});

describe('docs/programs.md', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../docs/programs.md', import.meta.url)), 'utf8');
  const section = (title: string): string => docs.split(`### ${title}\n`)[1]?.split('\n### ')[0] ?? '';

  it('names every variable of a condition', () => {
    for (const name of Object.keys(channelVariables)) expect(section('Channel rules')).toContain(`\`${name}\``);
    for (const name of Object.keys(escalationVariables)) expect(section('Escalation rules')).toContain(`\`${name}\``);
  });

  it('has examples that compile', () => {
    const examples = section('Conditions').match(/^ {4}(?!programs).*$/gm) ?? [];
    expect(examples.length).toBe(3);
    for (const example of examples)
      expect(() => compileCondition(example.trim(), { ...channelVariables, ...escalationVariables })).not.toThrow();
  });
});
