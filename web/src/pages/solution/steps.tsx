import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Step, StepName } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';
import type { Messages } from '../../i18n/messages/en.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Button } from '../../parts/action.tsx';
import { openStore } from './open-store.ts';
import { useChosen } from './use-chosen.ts';

type StepWords = { title: string; text: string; button: string; how: string[] };

const wordsOf = (t: Messages): Record<StepName, StepWords> => ({
  update: { title: t.updateTitle, text: t.updateText, button: t.showHow, how: [t.updateByHand] },
  'clear-cache': { title: t.cacheTitle, text: t.cacheText, button: t.showHow, how: [t.cacheAndroid, t.cacheIphone] },
  reinstall: {
    title: t.reinstallTitle,
    text: t.reinstallText,
    button: t.showHow,
    how: [t.reinstallRemove, t.reinstallInstall, t.reinstallSignIn],
  },
  callback: { title: t.callTitle, text: t.callText, button: t.callButton, how: [] },
});

/** A step whose instructions open on a tap; the tap is what tells us that it was chosen. */
const Explained = ({ step, words, chose }: { step: StepName; words: StepWords; chose: () => void }) => {
  const [open, setOpen] = useState(false);
  const toggle = () => {
    if (!open) chose();
    setOpen(!open);
  };
  return (
    <>
      <button type="button" class="second" aria-expanded={open} aria-controls={`how-${step}`} onClick={toggle}>
        {words.button}
      </button>
      <ol id={`how-${step}`} hidden={!open}>
        {words.how.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  );
};

type StepProps = { each: Step; words: StepWords; chose: (step: StepName) => Promise<unknown> };

const Act = ({ each: { step, url, recommended }, words, chose }: StepProps): ComponentChildren => {
  const { t } = useSpeech();
  const second = !recommended;
  if (step === 'callback')
    return (
      <a class={second ? 'button second' : 'button first'} href="#call">
        {words.button}
      </a>
    );
  if (step === 'update' && url)
    return (
      <Button second={second} onPress={() => openStore(url, () => chose(step))}>
        {t.updateButton}
      </Button>
    );
  return <Explained step={step} words={words} chose={() => void chose(step)} />;
};

/** The ways out, the recommended one marked; which one is chosen is told to the API. */
export const Steps = ({ steps, api }: { steps: Step[]; api: Api }) => {
  const { t } = useSpeech();
  const words = wordsOf(t);
  const chose = useChosen(api);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t.stepsTitle}</h2>
      <ul class="cards">
        {steps.map((each) => (
          <li key={each.step} class={each.recommended ? 'recommended' : ''}>
            <h3>
              {words[each.step].title}
              {each.recommended && <span class="badge">{t.recommended}</span>}
            </h3>
            <p>{words[each.step].text}</p>
            <Act each={each} words={words[each.step]} chose={chose} />
          </li>
        ))}
      </ul>
    </section>
  );
};
