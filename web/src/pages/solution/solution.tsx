import { useState } from 'preact/hooks';
import type { Solution } from '../../api/answers.ts';
import type { PageProps } from '../../app.tsx';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../../parts/action.tsx';
import { Frame, Told } from '../../parts/frame.tsx';
import { useView } from '../../parts/view.ts';
import { CallForm } from './call-form.tsx';
import { Called } from './called.tsx';
import { IssueText } from './issue-text.tsx';
import { Steps } from './steps.tsx';

/** States in which somebody is going to call. */
const isAhead = ({ callback, state }: Solution): boolean => callback !== undefined && state === 'calling';

/** Did it help? One tap each. The other button takes part in the same lock: the first tap counts. */
const Helped = ({ api, tell }: Pick<PageProps<Solution>, 'api'> & { tell: (said: 'fixed' | 'broken') => void }) => {
  const { t } = useSpeech();
  const action = useAction();
  const say = (what: 'fixed' | 'broken') => {
    action.run(
      () => api.post({ action: what === 'fixed' ? 'fixed' : 'still-broken' }),
      () => tell(what),
    );
  };
  return (
    <section aria-labelledby="helped">
      <h2 id="helped">{t.helpedTitle}</h2>
      <div class="buttons">
        <Button busy={action.busy} onPress={() => say('fixed')}>
          {t.fixedButton}
        </Button>
        <Button second busy={action.busy} onPress={() => say('broken')}>
          {t.brokenButton}
        </Button>
      </div>
      <Outcome busy={action.busy} text={action.failure && failureText(t, action.failure)} />
    </section>
  );
};

/** The way from "your app has a problem" to "that fixed it", or to a call. */
const SolutionPage = ({ shown, api }: PageProps<Solution>) => {
  const { t } = useSpeech();
  const view = useView();
  const [now, setNow] = useState(shown);
  const [said, setSaid] = useState<'fixed' | 'broken'>();
  if (said === 'fixed' || now.state === 'closed') return <Told title={t.fixedTitle} text={t.fixedText} />;
  if (now.callback && isAhead(now)) return <Called callback={now.callback} />;
  if (view === 'call' || said === 'broken')
    return <CallForm api={api} sorry={said === 'broken'} called={setNow} back={() => setSaid(undefined)} />;
  return (
    <Frame title={t.solutionTitle}>
      {now.firstName && <p>{fill(t.hello, { name: now.firstName })}</p>}
      <IssueText shown={now} />
      <Steps steps={now.fix.steps} api={api} />
      <Helped api={api} tell={setSaid} />
    </Frame>
  );
};

export default SolutionPage;
