// The parts of Discovery's event that Herald reads. Everything but id and name may be missing (facts of real bodies);
// a part in a wrong shape counts as missing, so that one odd field never costs a fan the reminder.
import * as z from 'zod';

/** Texts of nobody's making are cut: no event needs more, and the cache holds 400 KB an item. */
const text = z
  .string()
  .transform((value) => value.trim().slice(0, 500))
  .pipe(z.string().min(1));
const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
const list = <S extends z.ZodType>(schema: S) =>
  z
    .array(schema.nullable().catch(null))
    .transform((items) => items.filter((item) => item !== null) as z.output<S>[])
    .catch([]);

const named = z.object({ id: optional(text), name: text });
const image = z.object({
  ratio: optional(text),
  url: z.string().max(2_000),
  width: z.number(),
  fallback: optional(z.boolean()),
});

const presale = z.object({ name: optional(text), startDateTime: optional(text), endDateTime: optional(text) });
const publicSale = z.object({
  startDateTime: optional(text),
  startTBD: optional(z.boolean()),
  startTBA: optional(z.boolean()),
  endDateTime: optional(text),
});

const venue = z.object({
  id: optional(text),
  name: optional(text),
  timezone: optional(text),
  city: optional(z.object({ name: text })),
  state: optional(z.object({ name: optional(text), stateCode: optional(text) })),
  country: optional(z.object({ countryCode: text })),
});

const start = z.object({
  localDate: optional(text),
  dateTime: optional(text),
  dateTBD: optional(z.boolean()),
  dateTBA: optional(z.boolean()),
  timeTBA: optional(z.boolean()),
  noSpecificTime: optional(z.boolean()),
});

export const rawEventSchema = z.object({
  id: z.string(),
  name: text,
  type: optional(text),
  url: optional(z.string().max(2_000)),
  locale: optional(text),
  images: list(image),
  dates: optional(
    z.object({
      start: optional(start),
      timezone: optional(text),
      status: optional(z.object({ code: optional(text) })),
    }),
  ),
  sales: optional(z.object({ public: optional(publicSale), presales: list(presale) })),
  classifications: list(z.object({ primary: optional(z.boolean()), segment: optional(z.object({ name: text })) })),
  _embedded: optional(z.object({ venues: list(venue), attractions: list(named) })),
});
export type RawEvent = z.output<typeof rawEventSchema>;
