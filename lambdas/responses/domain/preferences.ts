// What a customer may choose, what is chosen now, and what a sent form changes.

const purposes = ['marketing', 'service'] as const;
export const channels = ['email', 'sms'] as const;
export type ConsentKey = `${(typeof purposes)[number]}:${(typeof channels)[number]}`;
export const consentKeys: ConsentKey[] = purposes.flatMap((purpose) =>
  channels.map((channel): ConsentKey => `${purpose}:${channel}`),
);

/** What the customer has said so far (a policy item of delivery has it). */
export type Said = {
  optOuts: readonly string[];
  consent: Partial<Record<(typeof purposes)[number], Partial<Record<(typeof channels)[number], { granted: boolean }>>>>;
};
/** What counts where the customer has said nothing, by purpose (programs/marketplaces.yaml). */
export type Bases = Record<(typeof purposes)[number], string>;
/** `programs`: ids the customer takes part in; `none`: no messages at all. */
export type Choices = { programs: Set<string>; consents: Set<ConsentKey>; none: boolean };
/** Changes in the order they are made. */
export type Changes = {
  optOuts: { programId: string; out: boolean }[];
  consents: { key: ConsentKey; granted: boolean }[];
};

/** What is chosen now. Without a word of the customer `opt-in` means no, every other basis yes. */
export const choicesOf = ({ optOuts, consent }: Said, programIds: readonly string[], bases: Bases): Choices => {
  const granted = (key: ConsentKey): boolean => {
    const [purpose, channel] = key.split(':') as [keyof Bases, (typeof channels)[number]];
    return consent[purpose]?.[channel]?.granted ?? bases[purpose] !== 'opt-in';
  };
  return {
    programs: new Set(programIds.filter((id) => !optOuts.includes(id))),
    consents: new Set(consentKeys.filter(granted)),
    none: optOuts.includes('all'),
  };
};

/**
 * What a form changes: only what it showed, and only where it differs from what is chosen by now.
 * @param form `shown` and `program`: ids, shown and ticked; `consent`: keys ticked; `none`: ticked or absent
 */
export const changesOf = (now: Choices, programIds: readonly string[], form: URLSearchParams): Changes => {
  const [shown, ticked, consents] = [form.getAll('shown'), form.getAll('program'), form.getAll('consent')];
  const optOuts = programIds
    .filter((id) => shown.includes(id) && ticked.includes(id) !== now.programs.has(id))
    .map((programId) => ({ programId, out: !ticked.includes(programId) }));
  if (form.has('none') !== now.none) optOuts.push({ programId: 'all', out: form.has('none') });
  const changed = consentKeys.filter((key) => consents.includes(key) !== now.consents.has(key));
  return { optOuts, consents: changed.map((key) => ({ key, granted: consents.includes(key) })) };
};
