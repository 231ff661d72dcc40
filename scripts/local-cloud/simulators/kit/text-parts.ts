// How many parts the carrier is paid for (3GPP 23.038): GSM-7 160/153 septets, anything else UCS-2 70/67 units.
const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_EXTENDED = '\f^{}\\[~]|€';

const septets = (text: string): number | undefined => {
  let count = 0;
  for (const letter of text) {
    if (GSM_BASIC.includes(letter)) count += 1;
    else if (GSM_EXTENDED.includes(letter)) count += 2;
    else return undefined;
  }
  return count;
};

export const textParts = (text: string): { encoding: 'GSM' | 'Unicode'; parts: number } => {
  const gsm = septets(text);
  const [length, single, split] = gsm === undefined ? [text.length, 70, 67] : [gsm, 160, 153];
  return {
    encoding: gsm === undefined ? 'Unicode' : 'GSM',
    parts: length <= single ? 1 : Math.ceil(length / split),
  };
};
