// What customers may answer to an SMS. The whole trimmed message counts, never a part of it: "please don't stop" is not STOP.

export type Keyword = 'stop' | 'start' | 'help';
export type ReplyLanguage = 'en' | 'de' | 'fr' | 'es' | 'ja' | 'pt-BR' | 'hi';

/**
 * STOP words: AWS End User Messaging's list (facts: aws), which carriers expect everywhere; the others are the usual words
 * of our markets. START and HELP: CTIA Messaging Principles 5.1.2. `ALTO`/`ALTA`, `SAIR`, `解除` and so on: localised.
 */
const words: Record<Keyword, Partial<Record<ReplyLanguage, readonly string[]>>> = {
  stop: {
    en: ['stop', 'stopall', 'stop all', 'cancel', 'end', 'opt-out', 'optout', 'opt out', 'quit', 'remove', 'td'].concat(
      'unsubscribe',
    ),
    de: ['stopp', 'abmelden', 'abmeldung', 'abbestellen'],
    fr: ['arret', 'arrêt', 'arreter', 'arrêter', 'desabonner', 'désabonner'],
    es: ['baja', 'alto', 'parar', 'cancelar'],
    ja: ['停止', '解除', '配信停止', 'ストップ'],
    'pt-BR': ['sair', 'pare', 'descadastrar'],
    hi: ['बंद', 'बंद करें', 'रोकें', 'स्टॉप'],
  },
  start: {
    en: ['start', 'unstop', 'subscribe', 'resume'],
    de: ['anmelden', 'starten'],
    fr: ['demarrer', 'démarrer', 'reprendre'],
    es: ['alta', 'iniciar'],
    ja: ['開始', '再開', 'スタート'],
    'pt-BR': ['iniciar', 'voltar'],
    hi: ['शुरू', 'शुरू करें'],
  },
  help: {
    en: ['help', 'info'],
    de: ['hilfe'],
    fr: ['aide'],
    es: ['ayuda'],
    ja: ['ヘルプ', '助けて'],
    'pt-BR': ['ajuda'],
    hi: ['मदद', 'सहायता'],
  },
};

type Found = { keyword: Keyword; language: ReplyLanguage };
const table = new Map<string, Found>();
for (const [keyword, languages] of Object.entries(words))
  for (const [language, list] of Object.entries(languages))
    for (const word of list) if (!table.has(word)) table.set(word, { keyword, language } as Found); // a word of two languages: the first

/**
 * The keyword that a message is, and the language it is in; nothing for any other message. Case, width (full-width
 * letters of Japanese keyboards) and white space around don't matter.
 */
export const keywordOf = (body: string): Found | undefined => table.get(body.normalize('NFKC').trim().toLowerCase());

const languagesOfCodes: readonly [string, ReplyLanguage][] = [
  ['+49', 'de'],
  ['+33', 'fr'],
  ['+34', 'es'],
  ['+81', 'ja'],
  ['+55', 'pt-BR'],
];

/** The language to answer in: the keyword's own, or for an English one that of the number's country. @param number E.164 */
export const replyLanguage = ({ language }: Found, number: string): ReplyLanguage => {
  if (language !== 'en') return language;
  return languagesOfCodes.find(([code]) => number.startsWith(code))?.[1] ?? 'en';
};

/** What HELP is answered: who writes, what for, how to stop (CTIA Messaging Principles 5.1.3). */
export const helpReplies: Record<ReplyLanguage, string> = {
  en: 'Herald: reminders and messages you asked for. Message and data rates may apply. Reply STOP to end, START to resume.',
  de: 'Herald: Erinnerungen und Nachrichten, die Sie bestellt haben. STOPP beendet, START setzt fort.',
  fr: 'Herald : rappels et messages que vous avez demandés. Répondez STOP pour arrêter, START pour reprendre.',
  es: 'Herald: recordatorios y mensajes que has pedido. Responde BAJA para terminar, ALTA para reanudar.',
  ja: 'Herald:ご希望のお知らせを送信しています。停止は「停止」、再開は「開始」と返信してください。',
  'pt-BR': 'Herald: lembretes e mensagens que você pediu. Responda SAIR para parar, INICIAR para voltar.',
  hi: 'Herald: आपके माँगे हुए रिमाइंडर और संदेश। रोकने के लिए STOP, फिर शुरू करने के लिए START भेजें।',
};
