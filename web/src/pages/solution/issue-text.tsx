import type { Solution } from '../../api/answers.ts';
import type { Messages } from '../../i18n/messages/en.ts';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { issueWords } from './issue-words.ts';

/** "We have a fix" is said only where the catalogue knows one for this version. */
const fixWords = (t: Messages, { known, toVersion }: Solution['fix']): string => {
  if (!known) return t.fixUnknown;
  return toVersion ? fill(t.fixKnownVersion, { version: toVersion }) : t.fixKnown;
};

/** What happened, and what we know of it. */
export const IssueText = ({ shown: { issue, fix } }: { shown: Solution }) => {
  const { t } = useSpeech();
  return (
    <>
      <p>
        {issueWords(t, issue)} {fill(t.version, { version: issue.appVersion })}
      </p>
      <p>{fixWords(t, fix)}</p>
      {fix.page?.startsWith('https://') && (
        <p>
          <a href={fix.page}>{t.fixPage}</a>
        </p>
      )}
    </>
  );
};
