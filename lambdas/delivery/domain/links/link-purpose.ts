/** What a link in a message opens; a token of one purpose opens no other. */
export type LinkPurpose =
  | 'unsubscribe'
  | 'preferences'
  | 'open'
  | 'click'
  | 'confirm'
  | 'solution'
  | 'review'
  | 'satisfaction';

/** Where the pages are, under the base of the pages API. */
export const linkPaths: Record<LinkPurpose, string> = {
  unsubscribe: 'u',
  preferences: 'p',
  open: 'o',
  click: 'c',
  confirm: 'confirm',
  solution: 's',
  review: 'r',
  satisfaction: 'q',
};
