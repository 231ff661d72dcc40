// The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1).
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');

/** Septets a character takes: 1, or 2 from the extension table; `undefined` if GSM-7 hasn't it. */
export const septets = (character: string): 1 | 2 | undefined => {
  if (basic.has(character)) return 1;
  return extension.has(character) ? 2 : undefined;
};

export const isGsm = (text: string): boolean => [...text].every((character) => septets(character) !== undefined);

/** Typographic characters and what says the same in GSM-7. */
const sameMeaning: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '×': 'x',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
};
const replaced = (text: string, replace: (character: string) => string): string =>
  [...text].map((character) => (septets(character) === undefined ? replace(character) : character)).join('');

/** The text in GSM-7 if typography alone keeps it from that; else as it was: half a change would only cost looks. */
export const gsmTypography = (text: string): string => {
  if (isGsm(text)) return text;
  const simple = replaced(text, (character) => sameMeaning[character] ?? character);
  return isGsm(simple) ? simple : text;
};

const withoutAccents = (character: string): string => character.normalize('NFD').replace(/\p{M}/gu, '');
/** Letters that don't decompose. */
const plainLetter: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', œ: 'oe', Œ: 'OE', ç: 'c' };

/** The same with accents that GSM-7 hasn't left out (São → Sao, Beyoncé stays), if that makes it GSM-7. */
export const gsmLetters = (text: string): string => {
  const composed = text.normalize('NFC');
  const simple = replaced(composed, (c) => sameMeaning[c] ?? plainLetter[c] ?? withoutAccents(c));
  return isGsm(simple) ? simple : text;
};
