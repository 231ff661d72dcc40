import type { ChannelType } from '../notification/notification.ts';

/** One text of one template, channel and locale, compiled at build time. Liquid; e-mail HTML comes out of MJML. */
export type CompiledTemplate =
  | { channel: 'email'; subject: string; html: string; text: string }
  | { channel: 'sms'; text: string; shorten: string[] };

export type VariableType = 'string' | 'number' | 'boolean' | 'datetime' | 'url' | 'optional-string' | 'optional-url';

/** `schema`: the variables' types by name. `locales`: by BCP 47 tag. */
export type Template = {
  templateId: string;
  channel: ChannelType;
  fallbackLocale: string;
  schema: Record<string, VariableType>;
  smsParts?: number;
  locales: Record<string, CompiledTemplate>;
};

/** Everything a program can say. `hash`: SHA-256 of the compiled set; notifications pin it. */
export type TemplateSet = { programId: string; hash: string; templates: Template[] };
