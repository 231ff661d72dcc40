import { useState } from 'preact/hooks';
import type { Api, Refusal } from '../../api/client.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../../parts/action.tsx';
import { Form } from '../../parts/form.tsx';
import { Frame } from '../../parts/frame.tsx';
import { CallTime, type Wish } from './call-time.tsx';
import { instantOf } from './zoned-time.ts';

type CallFormProps = { api: Api; sorry: boolean; called: (now: unknown) => void; back: () => void };

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The body of a call request, or nothing when the wished time is none to come. */
const requestOf = (phone: string, wish: Wish, language: string): Record<string, string> | undefined => {
  const wishedAt = wish.soon ? undefined : instantOf(wish.local, wish.zone);
  if (!wish.soon && (!wishedAt || Date.parse(wishedAt) < Date.now())) return undefined;
  return {
    action: 'call',
    ...(phone.trim() && { phone: phone.trim() }),
    ...(wishedAt && { wishedAt }),
    ...{ zone: wish.zone, language },
  };
};

/** Number and wished time, and what becomes of them. */
const useCall = ({ api, called }: Pick<CallFormProps, 'api' | 'called'>) => {
  const { t, language } = useSpeech();
  const [phone, setPhone] = useState('');
  const [wish, setWish] = useState<Wish>({ soon: true, local: '', zone: ownZone() });
  const [wrongTime, setWrongTime] = useState(false);
  const action = useAction();
  const send = () => {
    const request = requestOf(phone, wish, language);
    setWrongTime(!request);
    if (!request) return;
    action.run(() => api.post(request), called);
  };
  const refused = ({ fields }: Refusal) =>
    fields.includes('phone') ? t.phoneWrong : fields.includes('wishedAt') ? t.timeWrong : undefined;
  const failure = action.failure && failureText(t, action.failure, refused);
  return { phone, setPhone, wish, setWish, wrongTime, busy: action.busy, failure, send };
};

/** Asks for a call: to which number, when, in whose time. */
export const CallForm = ({ api, sorry, called, back }: CallFormProps) => {
  const { t } = useSpeech();
  const { phone, setPhone, wish, setWish, wrongTime, busy, failure, send } = useCall({ api, called });
  const leave = () => {
    // The form was opened by #call: going back keeps the history as the customer knows it.
    if (location.hash) history.back();
    back();
  };
  return (
    <Frame title={sorry ? t.brokenTitle : t.callTitle}>
      <p>{sorry ? t.brokenText : t.callText}</p>
      <Form send={send}>
        <label for="phone">{t.phone}</label>
        <p class="hint" id="phone-hint">
          {t.phoneHint}
        </p>
        <input
          id="phone"
          type="tel"
          autocomplete="tel"
          maxLength={40}
          aria-describedby="phone-hint"
          value={phone}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
        <CallTime wish={wish} choose={setWish} problem={wrongTime ? t.timeWrong : undefined} />
        <div class="buttons">
          <Button submit busy={busy}>
            {t.callSubmit}
          </Button>
          <Button second onPress={leave}>
            {t.back}
          </Button>
        </div>
        <Outcome busy={busy} text={failure} />
      </Form>
    </Frame>
  );
};
