import type { ClosedHow } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';
import type { Messages } from '../../i18n/messages/en.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../../parts/action.tsx';
import { Frame } from '../../parts/frame.tsx';

/** Only who said that it is fixed is thanked; what is not known is not claimed. */
const wordsOf = (t: Messages, how: ClosedHow | undefined): [title: string, text: string] => {
  switch (how?.method) {
    case 'self-service':
      return [t.fixedTitle, t.fixedText];
    case 'no-further-error':
      return [t.quietTitle, t.quietText];
    case 'agent':
      return [t.agentTitle, t.agentText];
    default:
      return [t.closedTitle, t.closedText];
  }
};

type ClosedCaseProps = { how: ClosedHow | undefined; goneOn: boolean; api: Api; opened: (now: unknown) => void };

/** How the case ended, and the way back for whom it did not end well. */
export const ClosedCase = ({ how, goneOn, api, opened }: ClosedCaseProps) => {
  const { t } = useSpeech();
  const action = useAction();
  const [title, text] = wordsOf(t, how);
  const failure = action.failure && failureText(t, action.failure);
  return (
    <Frame title={title}>
      <p>{text}</p>
      <section aria-labelledby="not-right">
        <h2 id="not-right">{t.notRightTitle}</h2>
        <p>{t.notRightText}</p>
        <div class="buttons">
          <Button
            second
            busy={action.busy}
            onPress={() => action.run(() => api.post({ action: 'still-broken' }), opened)}
          >
            {t.brokenButton}
          </Button>
        </div>
        <Outcome busy={action.busy} text={goneOn ? t.goneOn : failure} />
      </section>
    </Frame>
  );
};
