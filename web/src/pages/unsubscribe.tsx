import { useState } from 'preact/hooks';
import type { Unsubscribe, Unsubscribed } from '../api/answers.ts';
import type { PageProps } from '../app.tsx';
import { fill, useSpeech } from '../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../parts/action.tsx';
import { Frame } from '../parts/frame.tsx';

type Scope = 'program' | 'all';

/** Leaves one program, or all of them. */
const UnsubscribePage = ({ shown: { program }, api }: PageProps<Unsubscribe>) => {
  const { t } = useSpeech();
  const [done, setDone] = useState<Unsubscribed & { scope: Scope }>();
  const action = useAction();
  const leave = (scope: Scope) => {
    action.run(
      () => api.post({ scope }),
      // Of this tap: another one meanwhile was not sent.
      (body) => setDone({ ...(body as Unsubscribed), scope }),
    );
  };
  if (done)
    return (
      <Frame title={t.unsubscribeTitle}>
        <p role="status">{fill(done.scope === 'all' ? t.unsubscribedAll : t.unsubscribed, { program })}</p>
        {done.preferences && (
          <p>
            <a href={done.preferences}>{t.preferencesLink}</a>
          </p>
        )}
      </Frame>
    );
  return (
    <Frame title={t.unsubscribeTitle}>
      <p>{fill(t.unsubscribeQuestion, { program })}</p>
      <div class="buttons">
        <Button busy={action.busy} onPress={() => leave('program')}>
          {t.unsubscribeButton}
        </Button>
        <Button second busy={action.busy} onPress={() => leave('all')}>
          {t.unsubscribeAll}
        </Button>
      </div>
      <Outcome busy={action.busy} text={action.failure && failureText(t, action.failure)} />
    </Frame>
  );
};

export default UnsubscribePage;
