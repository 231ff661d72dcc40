import { useRef, useState } from 'preact/hooks';
import type { Preferences, PurposeChoice } from '../api/answers.ts';
import type { PageProps } from '../app.tsx';
import type { Messages } from '../i18n/messages/en.ts';
import { useSpeech } from '../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../parts/action.tsx';
import { Tick } from '../parts/choices.tsx';
import { Form } from '../parts/form.tsx';
import { Frame } from '../parts/frame.tsx';

const wordsOf = (t: Messages, { purpose, channel }: PurposeChoice): string => {
  const words = {
    marketing: { email: t.marketingEmail, sms: t.marketingSms },
    service: { email: t.serviceEmail, sms: t.serviceSms },
  };
  return words[purpose][channel];
};

/** What the customer has chosen so far; saved as long as nothing was changed since. */
const useChoices = ({ shown, api }: PageProps<Preferences>) => {
  const [programs, setPrograms] = useState(shown.programs);
  const [purposes, setPurposes] = useState(shown.purposes);
  const [none, setNone] = useState(shown.none);
  const [saved, setSaved] = useState(false);
  const changes = useRef(0);
  const action = useAction();
  const change = () => {
    changes.current += 1;
    setSaved(false);
  };
  const chooseProgram = (id: string, out: boolean) => {
    change();
    setPrograms(programs.map((each) => (each.id === id ? { ...each, out } : each)));
  };
  const choosePurpose = (index: number, granted: boolean) => {
    change();
    setPurposes(purposes.map((each, at) => (at === index ? { ...each, granted } : each)));
  };
  const chooseNone = (ticked: boolean) => {
    change();
    setNone(ticked);
  };
  const send = () => {
    const sent = changes.current;
    setSaved(false);
    action.run(
      () => api.post({ none, programs, purposes }),
      () => setSaved(changes.current === sent),
    );
  };
  return { programs, chooseProgram, purposes, choosePurpose, none, chooseNone, saved, action, send };
};

/** What the customer gets and how. */
const PreferencesPage = (props: PageProps<Preferences>) => {
  const { t } = useSpeech();
  const { programs, chooseProgram, purposes, choosePurpose, none, chooseNone, saved, action, send } = useChoices(props);
  return (
    <Frame title={t.preferencesTitle}>
      <Form send={send}>
        <fieldset>
          <legend>{t.programs}</legend>
          {programs.map(({ id, name, out }) => (
            <Tick key={id} label={name} ticked={!out} tick={(ticked) => chooseProgram(id, !ticked)} />
          ))}
        </fieldset>
        <fieldset>
          <legend>{t.channels}</legend>
          {purposes.map((each, index) => (
            <Tick
              key={`${each.purpose}:${each.channel}`}
              label={wordsOf(t, each)}
              ticked={each.granted}
              tick={(granted) => choosePurpose(index, granted)}
            />
          ))}
        </fieldset>
        <Tick label={t.none} ticked={none} tick={chooseNone} />
        <Button submit busy={action.busy}>
          {t.save}
        </Button>
        <p class="status" role="status">
          {saved ? t.saved : ''}
        </p>
        <Outcome busy={action.busy} text={action.failure && failureText(t, action.failure)} />
      </Form>
    </Frame>
  );
};

export default PreferencesPage;
