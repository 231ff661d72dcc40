import { useState } from 'preact/hooks';
import type { Satisfaction } from '../api/answers.ts';
import type { PageProps } from '../app.tsx';
import { useSpeech } from '../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../parts/action.tsx';
import { Rating } from '../parts/choices.tsx';
import { Form } from '../parts/form.tsx';
import { Frame, Told } from '../parts/frame.tsx';

const Ends = ({ low, high }: { low: string; high: string }) => (
  <p class="ends">
    <span>{low}</span>
    <span>{high}</span>
  </p>
);

/** Two questions after a resolution or a call: was it solved, and how much effort was it? */
const SatisfactionPage = ({ shown, api }: PageProps<Satisfaction>) => {
  const { t } = useSpeech();
  const [solved, setSolved] = useState<number>();
  const [effort, setEffort] = useState<number>();
  const [missing, setMissing] = useState(false);
  const [done, setDone] = useState(shown.answered);
  const action = useAction();
  const answeredBefore = action.failure?.failed === 'refused' && action.failure.code === 'submitted';
  const send = () => {
    const complete = solved !== undefined && effort !== undefined;
    setMissing(!complete);
    if (complete)
      action.run(
        () => api.post({ solved, effort }),
        () => setDone(true),
      );
  };
  if (answeredBefore) return <Told title={t.thanksTitle} text={t.keptBefore} />;
  if (done) return <Told title={t.thanksTitle} text={t.thanksText} />;
  const failure = action.failure && failureText(t, action.failure);
  return (
    <Frame title={t.satisfactionTitle}>
      <p>{shown.about === 'call' ? t.aboutCall : t.aboutResolution}</p>
      <Form send={send}>
        <Rating name="solved" legend={t.solved} value={solved} choose={setSolved}>
          <Ends low={t.solvedLow} high={t.solvedHigh} />
        </Rating>
        <Rating name="effort" legend={t.effort} value={effort} choose={setEffort}>
          <Ends low={t.effortLow} high={t.effortHigh} />
        </Rating>
        <Button submit busy={action.busy}>
          {t.send}
        </Button>
        <Outcome busy={action.busy} text={missing ? t.answerBoth : failure} />
      </Form>
    </Frame>
  );
};

export default SatisfactionPage;
