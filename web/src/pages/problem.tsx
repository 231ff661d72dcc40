import { useSpeech } from '../i18n/speech.ts';
import { Button } from '../parts/action.tsx';
import { Frame } from '../parts/frame.tsx';

export type ProblemKind = 'gone' | 'later' | 'offline';

/** Instead of a page. Wrong, expired, used and foreign links all look the same, so that nothing is learned from them. */
export const Problem = ({ kind, retry }: { kind: ProblemKind; retry: () => void }) => {
  const { t } = useSpeech();
  return (
    <Frame title={t[`${kind}Title`]}>
      <p>{t[kind]}</p>
      {kind !== 'gone' && <Button onPress={retry}>{t.retry}</Button>}
    </Frame>
  );
};
