import type { Pattern } from './find-rises.ts';

const mostListed = 20;

/** The one message of a day to the product team: groups, counts, case ids; nothing about anybody. */
export const digestOf = (
  { programId, day }: { programId: string; day: string },
  news: readonly Pattern[],
): { subject: string; text: string } => {
  const listed = news.slice(0, mostListed).map(lineOf);
  const more = news.length - listed.length;
  return {
    // SNS subjects: at most 100 characters, no line breaks.
    subject: `${programId}: ${news.length} issue ${news.length === 1 ? 'pattern' : 'patterns'} rose on ${day}`.slice(
      0,
      100,
    ),
    text: [
      `New issue cases of ${programId} on ${day} (UTC), against the four weeks before:`,
      '',
      ...listed,
      ...(more > 0 ? [`… and ${more} more in the report.`] : []),
      '',
      `Report: reports/issue-patterns/${programId}/${day}.json in the data bucket. Cases: issueCase(caseId) over GraphQL.`,
      'A pattern is not told of again until it has doubled, or was away for three days.',
    ].join('\n'),
  };
};

const lineOf = ({ issueType, appVersion, deviceType, count, expected, ratio, p, examples }: Pattern): string => {
  const where = appVersion === undefined ? 'all versions and devices' : `version ${appVersion} on ${deviceType}`;
  const times = ratio >= 100 ? 'over 100' : ratio.toFixed(1);
  const cases = examples.join(', ');
  return `- ${issueType}, ${where}: ${count} cases, ${expected.toFixed(1)} expected (${times} times; p = ${p.toExponential(1)}). For example ${cases}`;
};
