// Buttons that act: one tap, one effect, whatever the customer's finger does.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Answer, Failure, Refusal } from '../api/client.ts';
import type { Messages } from '../i18n/messages/en.ts';
import { useSpeech } from '../i18n/speech.ts';

/** `run` is let through only while nothing runs; `done` gets the answer's body once the API has said yes. */
export type Action = {
  busy: boolean;
  failure: Failure | undefined;
  run: (act: Act, done: (body: unknown) => void) => void;
};
type Act = () => Promise<Answer<unknown>>;

/** A second tap while the first is on its way does nothing: the lock is a ref, not state, which would be a frame late. */
export const useAction = (): Action => {
  const locked = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run: Action['run'] = (act, done) => {
    if (locked.current) return;
    locked.current = true;
    setBusy(true);
    setFailure(undefined);
    void act().then((answer) => {
      locked.current = false;
      setBusy(false);
      if ('body' in answer) done(answer.body);
      else setFailure(answer);
    });
  };
  return { busy, failure, run };
};

/** What a failed act says; `refused` may know better why. */
export const failureText = (
  t: Messages,
  failure: Failure,
  refused?: (refusal: Refusal) => string | undefined,
): string => {
  if (failure.failed === 'refused') return refused?.(failure) ?? t.refused;
  if (failure.failed === 'gone') return t.gone;
  return failure.failed === 'offline' ? t.notConnected : t.notSent;
};

/** The outcome of an action for eyes and screen readers: `alert` for what went wrong. Always there, so that it is read out. */
export const Outcome = ({ busy, text }: { busy: boolean; text?: string | undefined }) => {
  const { t } = useSpeech();
  return (
    <>
      <p class="status" role="status">
        {busy ? t.sending : ''}
      </p>
      <p class="alert" role="alert">
        {text ?? ''}
      </p>
    </>
  );
};

type ButtonProps = {
  children: ComponentChildren;
  onPress?: () => void;
  busy?: boolean;
  second?: boolean;
  submit?: boolean;
  label?: string;
};

/** Stays focusable while busy: a button that vanishes from under the focus loses the customer's place. */
export const Button = ({ children, onPress, busy = false, second = false, submit = false, label }: ButtonProps) => (
  <button
    type={submit ? 'submit' : 'button'}
    class={second ? 'second' : 'first'}
    aria-disabled={busy}
    aria-label={label}
    onClick={onPress}
  >
    {children}
  </button>
);
