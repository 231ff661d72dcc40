// The text part of an e-mail, from the same MJML as its HTML. Liquid stays as it is.

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", '#8203': '' };
const decoded = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

const hrefOf = (tag: string): string => /\bhref="([^"]*)"/.exec(tag)?.[1] ?? '';

const link = (_: string, tag: string, label: string): string => {
  const href = hrefOf(tag);
  const said = label.trim();
  return href === '' || said === href ? said : `${said}: ${href}`;
};

/** What begins a new paragraph. */
const blocks = /<\/?(?:mj-text|mj-section|mj-divider|mj-image|mj-spacer|p|h[1-6]|ul|ol|table|tr)\b[^>]*>/g;

/**
 * Paragraphs of plain text: buttons and links become `label: address`, images and styles are left out.
 * @param mjml source with Liquid in it
 */
export const textPart = (mjml: string): string => {
  const body = mjml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<mj-head>[\s\S]*?<\/mj-head>/g, '')
    .replace(/\s+/g, ' ')
    .replace(
      /<(mj-button\b[^>]*)>(.*?)<\/mj-button>/g,
      (...found: [string, string, string]) => `\n\n${link(...found)}\n\n`,
    )
    .replace(/<(a\b[^>]*)>(.*?)<\/a>/g, link)
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<li\b[^>]*>/g, '\n- ')
    .replace(blocks, '\n\n')
    .replace(/<\/?[a-z][^>]*>/g, '');
  return decoded(body)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};
