import type { Api } from '../../api/client.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../../parts/action.tsx';

/** Did it help? One tap each. The buttons share one lock: the first tap counts. */
export const Helped = ({ api, tell }: { api: Api; tell: (said: 'fixed' | 'broken', now: unknown) => void }) => {
  const { t } = useSpeech();
  const action = useAction();
  const say = (what: 'fixed' | 'broken') => {
    action.run(
      () => api.post({ action: what === 'fixed' ? 'fixed' : 'still-broken' }),
      (now) => tell(what, now),
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
