import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Agent, chooseAgent } from './choose-agent.ts';

const language = fc.constantFrom('en-US', 'de', 'de-DE', 'ja-JP', 'pt-BR');
const agents: fc.Arbitrary<Agent[]> = fc.uniqueArray(
  fc.record({
    agentId: fc.stringMatching(/^[1-9]\d{0,3}$/),
    name: fc.constant('Agent'),
    languages: fc.array(language, { minLength: 1, maxLength: 3 }),
    available: fc.boolean(),
    load: fc.nat(5),
  }),
  { selector: ({ agentId }) => agentId, maxLength: 8 },
);
const speaks = ({ languages }: Agent, wanted: string) =>
  languages.some((known) => known.slice(0, 2) === wanted.slice(0, 2));

it('chooses somebody exactly when somebody is available, and never one who is not', () => {
  fc.assert(
    fc.property(agents, language, (team, wanted) => {
      const chosen = chooseAgent(team, wanted);
      expect(chosen !== undefined).toBe(team.some(({ available }) => available));
      expect(chosen?.available ?? true).toBe(true);
    }),
  );
});

it('takes who speaks the language before anybody else, however busy; among equals the least busy', () => {
  fc.assert(
    fc.property(agents, language, (team, wanted) => {
      const chosen = chooseAgent(team, wanted);
      if (!chosen) return;
      const available = team.filter((agent) => agent.available);
      if (available.some((agent) => speaks(agent, wanted))) expect(speaks(chosen, wanted)).toBe(true);
      const equals = available.filter((agent) => speaks(agent, wanted) === speaks(chosen, wanted));
      expect(chosen.load).toBe(Math.min(...equals.map(({ load }) => load)));
    }),
  );
});

it('chooses the same agent in whatever order they are listed', () => {
  fc.assert(
    fc.property(
      agents.chain((team) => fc.tuple(fc.constant(team), fc.shuffledSubarray(team, { minLength: team.length }))),
      language,
      ([team, shuffled], wanted) => {
        expect(chooseAgent(shuffled, wanted)?.agentId).toBe(chooseAgent(team, wanted)?.agentId);
      },
    ),
  );
});
