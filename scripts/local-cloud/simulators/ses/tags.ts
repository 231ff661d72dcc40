import type { Call } from './call.ts';
import { notFound } from './ses-error.ts';
import { arnOf, type SesState, type Tag } from './state.ts';

const taggedBy = ({ configurationSets, identities }: SesState, arn: string): { tags: Tag[] } => {
  const [, kind, name = ''] = /:(configuration-set|identity)\/(.+)$/.exec(arn) ?? [];
  const found = kind === 'identity' ? identities[name] : configurationSets[name];
  if (
    !found ||
    arnOf(kind as 'identity', name)
      .split(':')
      .pop() !== arn.split(':').pop()
  )
    throw notFound(`Resource ${arn}`);
  return found;
};

/** `/v2/email/tags` */
export const onTags = (state: SesState, { method, query, body }: Call): unknown => {
  const tagged = taggedBy(state, query.get('ResourceArn') ?? String(body.ResourceArn));
  const keys = method === 'POST' ? (body.Tags as Tag[]).map(({ Key }) => Key) : query.getAll('TagKeys');
  if (method === 'GET') return { Tags: tagged.tags };
  tagged.tags = tagged.tags.filter(({ Key }) => !keys.includes(Key));
  if (method === 'POST') tagged.tags.push(...(body.Tags as Tag[]));
  return {};
};
