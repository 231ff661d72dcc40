const plainWords = /^[A-Za-z0-9 !#$%&'*+\-/=?^_`{|}~]+$/;
const ascii = /^[\x20-\x7e]*$/;

/**
 * An RFC 5322 mailbox: `Herald <reviews@herald.example>`; other names are quoted, or encoded words (RFC 2047) when they
 * are not ASCII.
 */
export const mailbox = ({ name, email }: { name: string; email: string }): string => `${displayName(name)} <${email}>`;

const displayName = (name: string): string => {
  if (plainWords.test(name)) return name;
  if (ascii.test(name)) return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
  return `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`;
};
