import { useEffect, useRef } from 'preact/hooks';
import type { StepName } from '../../api/answers.ts';
import type { Answer, Api } from '../../api/client.ts';

type Telling = { step: StepName; answer: Promise<Answer<unknown>> };

/**
 * Tells the API which step was chosen: once, as long as it stays the one chosen last. What did not get through is forgotten,
 * so that the next tap tells it again; and it is told by itself when the connection is back.
 * @returns what a tap on a step does
 */
export const useChosen = (api: Api): ((step: StepName) => Promise<unknown>) => {
  const told = useRef<Telling | undefined>(undefined);
  const missed = useRef<StepName | undefined>(undefined);
  const chose = (step: StepName): Promise<unknown> => {
    if (told.current?.step === step) return told.current.answer;
    const telling = { step, answer: api.post({ action: 'chose', step }) };
    told.current = telling;
    missed.current = undefined;
    return telling.answer.then((answer) => {
      if ('body' in answer || told.current !== telling) return;
      told.current = undefined;
      if (answer.failed === 'offline' || answer.failed === 'later') missed.current = step;
    });
  };
  useEffect(() => {
    const again = () => {
      if (missed.current) void chose(missed.current);
    };
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [api]);
  return chose;
};
