// Which channels help takes, by the program's channel rules (docs/programs.md, Channel rules).
import { type Condition, compileCondition, type ValuesOf } from '../../shared/conditions/compile-condition.ts';
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';

/** What channel rules may ask. */
export const channelVariables = {
  risk: 'number',
  baseline: 'number',
  ratio: 'number',
  confidence: 'text',
  severity: 'text',
  critical: 'flag',
  error_count: 'number',
  fix_known: 'flag',
  marketplace: 'text',
  has_phone: 'flag',
  has_email: 'flag',
  sms_consent: 'flag',
  email_consent: 'flag',
} as const;
/** `risk`, `baseline` from 0 to 1; `critical`: the severity is critical; consent: not refused, by the marketplace's law. */
export type ChannelFacts = ValuesOf<typeof channelVariables>;

type ChannelRule = { condition: Condition<typeof channelVariables>; channelIds: readonly string[] };
/** Rules with their conditions compiled; `types`: of the enabled channels by id. */
export type ChannelRules = { rules: readonly ChannelRule[]; types: ReadonlyMap<string, 'sms' | 'email'> };

/** Compiles a program's channel rules: once per version of the program. @throws ConditionError */
export const compileChannelRules = (program: Pick<ReactiveProgram, 'channelRules' | 'channels'>): ChannelRules => ({
  rules: program.channelRules.map(({ when, channels }) => ({
    condition: compileCondition(when, channelVariables),
    channelIds: channels,
  })),
  types: new Map(program.channels.filter(({ enabled }) => enabled).map(({ channelId, type }) => [channelId, type])),
});

const reaches = (type: 'sms' | 'email' | undefined, facts: ChannelFacts): boolean => {
  if (type === 'sms') return facts.has_phone && facts.sms_consent;
  return type === 'email' && facts.has_email && facts.email_consent;
};

/**
 * Channel ids in the order in which messages go: of the first rule that holds and reaches the customer, the channels that
 * do (enabled, a contact point, consent). A rule none of whose channels does gives way to the next. Empty when none is left. A
 * provider that is away, caps, suppression and quiet hours are the gate's.
 */
export const chooseChannels = ({ rules, types }: ChannelRules, facts: ChannelFacts): string[] => {
  for (const { condition, channelIds } of rules) {
    const reached = condition.evaluate(facts) ? channelIds.filter((id) => reaches(types.get(id), facts)) : [];
    if (reached.length > 0) return reached;
  }
  return [];
};
