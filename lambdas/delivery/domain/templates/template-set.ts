import type { ChannelType, TemplateVariables } from '../notification/notification.ts';

/**
 * What to give up when an SMS is too long, in order: cut a variable to no less than `atLeast` characters, leave an
 * optional one out, write letters that GSM-7 hasn't without their accents, or take the text's brief form
 * (`{% if brief %}`).
 */
export type ShortenRule =
  | { cut: string; atLeast: number }
  | { drop: string }
  | { plainLetters: true }
  | { brief: true };

/** One text of one template, channel and locale, compiled at build time. Liquid; e-mail HTML comes out of MJML. */
export type CompiledTemplate =
  | { channel: 'email'; subject: string; html: string; text: string }
  | { channel: 'sms'; text: string; shorten: ShortenRule[] };

type PlainType = 'string' | 'number' | 'boolean' | 'datetime' | 'url' | 'zone';
/** `datetime`: ISO 8601 with offset or Z; `url`: absolute http(s); `zone`: IANA time zone. `optional-`: may be absent. */
export type VariableType = PlainType | `optional-${PlainType}`;

/** `schema`: the variables' types by name, the worker's among them that its texts use. `sample`: a value for each. `locales`: by BCP 47 tag. */
export type Template = {
  templateId: string;
  channel: ChannelType;
  fallbackLocale: string;
  schema: Record<string, VariableType>;
  sample: TemplateVariables;
  /** Most parts an SMS may have: the program's `delivery.smsParts`. */
  smsParts?: number;
  locales: Record<string, CompiledTemplate>;
};

/** Everything a program can say. `hash`: SHA-256 of the compiled set; notifications pin it. */
export type TemplateSet = { programId: string; hash: string; templates: Template[] };
