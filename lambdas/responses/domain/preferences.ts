// What a customer may choose, what is chosen now, and what a sent list changes.
import * as z from 'zod';

const purposes = ['marketing', 'service'] as const;
const channels = ['email', 'sms'] as const;
type Purpose = (typeof purposes)[number];
type Channel = (typeof channels)[number];

/** What the customer has said so far (a policy item of delivery has it). */
export type Said = {
  optOuts: readonly string[];
  consent: Partial<Record<Purpose, Partial<Record<Channel, { granted: boolean }>>>>;
};
/** What counts where the customer has said nothing, by purpose (programs/marketplaces.yaml). */
export type Bases = Record<Purpose, string>;
/** A program that writes to the customer's marketplace. */
export type Offer = { id: string; name: string };

/** `none`: no messages at all. `programs`: `out` is who has left it. */
export type Choices = {
  none: boolean;
  programs: (Offer & { out: boolean })[];
  purposes: { purpose: Purpose; channel: Channel; granted: boolean }[];
};
/** Changes in the order they are made. */
export type Changes = {
  optOuts: { programId: string; out: boolean }[];
  consents: Choices['purposes'];
};

/** More than any installation has, and fewer than fill a request (mostBytes of post-guard.ts). */
const mostPrograms = 400;

/** What the page sends: what it showed, as the customer wants it. What it leaves out stays as it is. */
export const preferencesBody = z.object({
  none: z.boolean().optional(),
  programs: z.array(z.object({ id: z.string().max(100), out: z.boolean() })).max(mostPrograms),
  purposes: z
    .array(z.object({ purpose: z.enum(purposes), channel: z.enum(channels), granted: z.boolean() }))
    .max(purposes.length * channels.length),
});

/** What is chosen now. Without a word of the customer `opt-in` means no, every other basis yes. */
export const choicesOf = ({ optOuts, consent }: Said, offers: readonly Offer[], bases: Bases): Choices => ({
  none: optOuts.includes('all'),
  programs: offers.map(({ id, name }) => ({ id, name, out: optOuts.includes(id) })),
  purposes: purposes.flatMap((purpose) =>
    channels.map((channel) => ({
      ...{ purpose, channel },
      granted: consent[purpose]?.[channel]?.granted ?? bases[purpose] !== 'opt-in',
    })),
  ),
});

/** What a sent list changes: only what is on offer, and only where it differs from what is chosen by now. */
export const changesOf = (now: Choices, wanted: z.infer<typeof preferencesBody>): Changes => {
  const optOuts = now.programs.flatMap(({ id, out }) => {
    const wish = wanted.programs.find((program) => program.id === id);
    return wish && wish.out !== out ? [{ programId: id, out: wish.out }] : [];
  });
  if (wanted.none !== undefined && wanted.none !== now.none) optOuts.push({ programId: 'all', out: wanted.none });
  const consents = now.purposes.flatMap(({ purpose, channel, granted }) => {
    const wish = wanted.purposes.find((each) => each.purpose === purpose && each.channel === channel);
    return wish && wish.granted !== granted ? [{ purpose, channel, granted: wish.granted }] : [];
  });
  return { optOuts, consents };
};
