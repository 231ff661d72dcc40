import type { Callback } from '../../api/answers.ts';
import { regionalOf } from '../../i18n/languages.ts';
import { fill, type Speech, useSpeech } from '../../i18n/speech.ts';

const timeWords = (at: string, { language }: Speech): string =>
  new Intl.DateTimeFormat(regionalOf(language), { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));

/** When it will be: a time close by is "as soon as we can". */
export const CalledText = ({ callback: { at } }: { callback: Callback }) => {
  const speech = useSpeech();
  const later = at !== undefined && Date.parse(at) > Date.now() + 15 * 60_000;
  return <p>{later ? fill(speech.t.calledAt, { time: timeWords(at, speech) }) : speech.t.calledSoon}</p>;
};
