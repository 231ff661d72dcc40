import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from './languages.ts';
import type { Messages } from './messages/en.ts';

/** What every page needs to speak: its words, and the language for dates. */
export type Speech = { language: Language; t: Messages };

const context = createContext<Speech | undefined>(undefined);
export const SpeechProvider = context.Provider;

/** @throws Error outside of a SpeechProvider */
export const useSpeech = (): Speech => {
  const speech = useContext(context);
  if (!speech) throw new Error('No language yet: put a SpeechProvider around the page.');
  return speech;
};

/** A text with its {names} filled in. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
