// What the support system knows of a customer (table `support`); the filter `support-history` reads it.

export type SupportFacts = {
  openTickets: { ticketId: string; openedAt: string; issueType?: string }[];
  resolved: { issueType?: string; at: string; ticketId?: string }[];
};
type TicketStatus = 'open' | 'solved' | 'closed';
/** `at`: when it happened, never later than we heard of it. `updatedAt`: by the support system's clock, which orders updates. */
type Told = { status: TicketStatus; at: string; updatedAt: string };
/** `told`: from the ticket's last open update on, in order; nothing before that can change how it stands. */
type TicketStory = { ticketId: string; issueType?: string; told: Told[] };
/** The facts with what they follow from, so that an update which comes late finds its place. */
export type SupportRecord = SupportFacts & { stories: TicketStory[] };

/** `closed`: over, and nothing was solved. A ticket that is opened again is no longer resolved. Times are ISO 8601. */
export type TicketFact = Told & { ticketId: string; openedAt: string; issueType?: string };

export const nothingKnown: SupportRecord = { openTickets: [], resolved: [], stories: [] };
const most = { tickets: 50, stories: 100, told: 20 };

/**
 * The facts once one more update of a ticket is known. Told twice it changes nothing, told late nothing that is newer: the
 * same updates give the same facts in every order (but for more than 20 of one ticket since it was last open).
 */
export const withTicket = (record: SupportRecord, ticket: TicketFact): SupportRecord => {
  const { ticketId, openedAt } = ticket;
  const known = storyOf(record, ticketId);
  const issueType = ticket.issueType ?? known.issueType;
  const named = issueType !== undefined && { issueType };
  const told = withTold(known.told, ticket);
  const standing = standingOf(told);
  const others = <T extends { ticketId?: string }>(all: readonly T[]): T[] =>
    all.filter((one) => one.ticketId !== ticketId);
  const open = standing.status === 'open' ? [{ ticketId, openedAt, ...named }] : [];
  const solved = standing.status === 'solved' ? [{ ticketId, at: standing.at, ...named }] : [];
  return {
    openTickets: latest([...others(record.openTickets), ...open], (one) => one.openedAt, most.tickets),
    resolved: latest([...others(record.resolved), ...solved], ({ at }) => at, most.tickets),
    stories: latest([...others(record.stories), { ticketId, ...named, told }], lastUpdate, most.stories),
  };
};

const lastUpdate = ({ told }: TicketStory): string => told.at(-1)?.updatedAt ?? '';

/** Of a ticket without a story (long ago, or one too many) what the facts say of it. */
const storyOf = ({ openTickets, resolved, stories }: SupportRecord, ticketId: string): TicketStory => {
  const isIt = (one: { ticketId?: string }): boolean => one.ticketId === ticketId;
  const story = stories.find(isIt);
  if (story) return story;
  const open = openTickets.filter(isIt).map(({ openedAt: at }): Told => ({ status: 'open', at, updatedAt: at }));
  const solved = resolved.filter(isIt).map(({ at }): Told => ({ status: 'solved', at, updatedAt: at }));
  const issueType = [...openTickets, ...resolved].find(isIt)?.issueType;
  return { ticketId, ...(issueType !== undefined && { issueType }), told: [...open, ...solved] };
};

/**
 * The support system's times have whole seconds. Within one, a ticket is sooner made or taken and solved than solved and
 * opened again, and one we called off is not solved: so an end outweighs an open one, and an end in vain the other.
 */
const ranks: Record<TicketStatus, string> = { open: '0', solved: '1', closed: '2' };
const orderOf = ({ updatedAt, status }: Told): string => `${updatedAt}#${ranks[status]}`;

const withTold = (told: readonly Told[], { status, at, updatedAt }: Told): Told[] => {
  const one: Told = { status, at, updatedAt };
  if (told.some((each) => orderOf(each) === orderOf(one))) return [...told];
  const all = [...told, one].sort((first, second) => (orderOf(first) < orderOf(second) ? -1 : 1));
  const sinceOpen = all.slice(
    Math.max(
      0,
      all.findLastIndex((each) => each.status === 'open'),
    ),
  );
  return [...sinceOpen.slice(0, 1), ...sinceOpen.slice(1).slice(-(most.told - 1))];
};

/** As the last update says; solved since the first one of those that say so without another in between. */
const standingOf = (told: readonly Told[]): Pick<Told, 'status' | 'at'> => {
  const status = told.at(-1)?.status ?? 'closed';
  const before = told.findLastIndex((each) => each.status !== status);
  return { status, at: told[before + 1]?.at ?? '' };
};

/** In the order of their times, so that facts that are equal look equal. */
const latest = <T extends { ticketId?: string }>(all: readonly T[], timeOf: (one: T) => string, count: number): T[] => {
  const key = (one: T): string => `${timeOf(one)}#${one.ticketId ?? ''}`;
  return all.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).slice(-count);
};
