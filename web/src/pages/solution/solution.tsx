import { useState } from 'preact/hooks';
import type { Callback, Solution } from '../../api/answers.ts';
import type { PageProps } from '../../app.tsx';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Frame, Told } from '../../parts/frame.tsx';
import { useView } from '../../parts/view.ts';
import { CallForm } from './call-form.tsx';
import { CalledText } from './called-text.tsx';
import { Helped, type Said } from './helped.tsx';
import { IssueText } from './issue-text.tsx';
import { Steps } from './steps.tsx';

/** The call that is ahead: asked for, and not made yet. */
const callAhead = ({ callback, state }: Solution): Callback | undefined =>
  callback && state === 'calling' && ['requested', 'assigned', 'seen'].includes(callback.state) ? callback : undefined;

/** The way from "your app has a problem" to "that fixed it", or to a call; also while a call is ahead. */
const SolutionPage = ({ shown, api }: PageProps<Solution>) => {
  const { t } = useSpeech();
  const view = useView();
  const [now, setNow] = useState(shown);
  const [said, setSaid] = useState<Said | 'call'>();
  if (said === 'fixed' || now.state === 'closed') return <Told title={t.fixedTitle} text={t.fixedText} />;
  const call = callAhead(now) ?? (said === 'call' ? { state: 'requested' } : undefined);
  const called = (answer: Solution) => {
    setNow(answer);
    setSaid('call');
  };
  if (!call && (view === 'call' || said === 'broken'))
    return <CallForm api={api} sorry={said === 'broken'} called={called} back={() => setSaid(undefined)} />;
  const steps = now.fix.steps.filter(({ step }) => !call || step !== 'callback');
  return (
    <Frame title={call ? t.calledTitle : t.solutionTitle}>
      {now.firstName && <p>{fill(t.hello, { name: now.firstName })}</p>}
      {call ? <CalledText callback={call} /> : <IssueText shown={now} />}
      <Steps steps={steps} api={api} />
      <Helped api={api} tell={setSaid} />
    </Frame>
  );
};

export default SolutionPage;
