import type { Callback, ClosedHow, Solution } from '../../api/answers.ts';
import type { PageProps } from '../../app.tsx';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Frame } from '../../parts/frame.tsx';
import { useView } from '../../parts/view.ts';
import { CallForm } from './call-form.tsx';
import { CalledText } from './called-text.tsx';
import { ClosedCase } from './closed-case.tsx';
import { Helped } from './helped.tsx';
import { IssueText } from './issue-text.tsx';
import { Steps } from './steps.tsx';
import { type Standing, useCase } from './use-case.ts';

/** The call that is ahead: asked for, and not made yet. */
const callAhead = ({ now: { callback, state }, said }: Standing): Callback | undefined => {
  const isAhead = state === 'calling' && ['requested', 'assigned', 'seen'].includes(callback?.state ?? '');
  if (isAhead) return callback;
  return said === 'call' ? { state: 'requested' } : undefined;
};

/** How it ended: as the customer has just said, or as the API knows. */
const endOf = ({ now, said }: Standing): ClosedHow => {
  if (said === 'fixed') return { reason: 'resolved', method: 'self-service' };
  return now.closed ?? { reason: 'expired' };
};

/** The way from "your app has a problem" to "that fixed it", or to a call; also while a call is ahead. */
const SolutionPage = ({ shown, api: door }: PageProps<Solution>) => {
  const { t } = useSpeech();
  const view = useView();
  const { api, tell, takeBack, ...standing } = useCase(shown, door);
  const { now, said, goneOn } = standing;
  if (said === 'fixed' || now.state === 'closed')
    return <ClosedCase how={endOf(standing)} goneOn={goneOn} api={api} opened={(answer) => tell('broken', answer)} />;
  const call = callAhead(standing);
  if (!call && (view === 'call' || said === 'broken')) {
    const called = (answer: unknown) => tell('call', answer);
    return <CallForm api={api} sorry={said === 'broken'} called={called} back={takeBack} />;
  }
  const steps = now.fix.steps.filter(({ step }) => !call || step !== 'callback');
  return (
    <Frame title={call ? t.calledTitle : t.solutionTitle}>
      {now.firstName && <p>{fill(t.hello, { name: now.firstName })}</p>}
      {call ? <CalledText callback={call} /> : <IssueText shown={now} />}
      <Steps steps={steps} api={api} />
      <Helped api={api} tell={tell} />
    </Frame>
  );
};

export default SolutionPage;
