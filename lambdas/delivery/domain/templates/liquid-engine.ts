// A Liquid without doors: no files, no includes, no state, few tags and filters. Pure computation over handed-in values.
import { type Context, Liquid, type Template } from 'liquidjs';
import { dateText, timeText } from './time-text.ts';

const tags = ['if', 'unless', 'case', 'for', 'comment'];
/** `escape` is what outputEscape calls; `raw` switches it off and so is not among them. */
const filters = ['escape', 'default', 'size', 'join', 'upcase', 'downcase', 'capitalize'];
const limits = { parseLimit: 200_000, renderLimit: 2_000, memoryLimit: 1_000_000 };

type Call = { context: Context };
const localeOf = ({ context }: Call): string => String(context.getSync(['locale']));
type Form = readonly [name: string, text: string];

/** `{{ n | plural: one: "ticket", other: "tickets" }}`: the form that the locale's rules choose (CLDR). */
const plural = function (this: Call, count: unknown, ...forms: Form[]): string {
  const chosen = new Intl.PluralRules(localeOf(this)).select(Number(count));
  const byName = new Map(forms);
  return byName.get(chosen) ?? byName.get('other') ?? '';
};

const restricted = (options: { outputEscape?: 'escape' }): Liquid => {
  const engine = new Liquid({
    ...options,
    ...limits,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    relativeReference: false,
    templates: {},
  });
  for (const name of Object.keys(engine.tags)) if (!tags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filters.includes(name)) delete engine.filters[name];
  engine.registerFilter('time', function (this: Call, at: string, zone: string) {
    return timeText(new Date(at), localeOf(this), zone);
  });
  engine.registerFilter('date', function (this: Call, at: string, zone: string) {
    return dateText(new Date(at), localeOf(this), zone);
  });
  engine.registerFilter('number', function (this: Call, value: number) {
    return new Intl.NumberFormat(localeOf(this)).format(value);
  });
  engine.registerFilter('plural', plural);
  engine.registerFilter('bare', (url: string) => url.replace(/^https:\/\//, '')); // phones link it; 8 characters less
  return engine;
};

/** `html` escapes every output; `text` (SMS, subject, text part) none. Pure: left out of bundles that write no message. */
export const engines = {
  html: /* @__PURE__ */ restricted({ outputEscape: 'escape' }),
  text: /* @__PURE__ */ restricted({}),
};
export type EngineName = keyof typeof engines;

/** Parsed templates by their text; sets share most of theirs. */
const parsed: Record<EngineName, Map<string, Template[]>> = { html: new Map(), text: new Map() };
const mostParsed = 500;

const parse = (engine: EngineName, source: string): Template[] => {
  const kept = parsed[engine].get(source);
  if (kept) return kept;
  const fresh = engines[engine].parse(source);
  if (parsed[engine].size >= mostParsed) parsed[engine].clear();
  parsed[engine].set(source, fresh);
  return fresh;
};

/** What templates may use beside their variables. `brief`: an SMS shall take its short form. */
export type Surroundings = { locale: string; brief?: boolean };
export const surroundings = ['locale', 'brief'];

/** Fills in a template. `locale`: for dates, numbers and plurals. @throws Error of liquidjs */
export const fillIn = (engine: EngineName, source: string, values: Surroundings & { variables: object }): string => {
  const { variables, locale, brief = false } = values;
  return String(engines[engine].renderSync(parse(engine, source), variables, { globals: { locale, brief } }));
};
