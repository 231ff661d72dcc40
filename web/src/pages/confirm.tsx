import { useState } from 'preact/hooks';
import type { Confirm } from '../api/answers.ts';
import type { PageProps } from '../app.tsx';
import { useSpeech } from '../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../parts/action.tsx';
import { Frame, Told } from '../parts/frame.tsx';

/** Confirms a contact point: whoever can open this link reads its messages. */
const ConfirmPage = ({ api }: PageProps<Confirm>) => {
  const { t } = useSpeech();
  const [done, setDone] = useState(false);
  const action = useAction();
  if (done) return <Told title={t.confirmed} text="" />;
  return (
    <Frame title={t.confirmTitle}>
      <p>{t.confirmQuestion}</p>
      <Button
        busy={action.busy}
        onPress={() =>
          action.run(
            () => api.post({}),
            () => setDone(true),
          )
        }
      >
        {t.confirmButton}
      </Button>
      <Outcome busy={action.busy} text={action.failure && failureText(t, action.failure)} />
    </Frame>
  );
};

export default ConfirmPage;
