import type { Operation } from './operation.ts';
import { notFound } from './sms-error.ts';
import type { SmsState, Tag } from './state.ts';

const tagsOf = ({ tags }: SmsState, arn: string): Tag[] => {
  const found = Object.hasOwn(tags, arn) ? tags[arn] : undefined;
  if (!found) throw notFound(`Resource ${arn}`);
  return found;
};

const replace = (state: SmsState, arn: string, keys: string[], added: Tag[]) => {
  state.tags[arn] = [...tagsOf(state, arn).filter(({ Key }) => !keys.includes(Key)), ...added];
  return {};
};

export const tagOperations: Record<string, Operation> = {
  ListTagsForResource: (state, { ResourceArn }) => ({ ResourceArn, Tags: tagsOf(state, String(ResourceArn)) }),
  TagResource: (state, { ResourceArn, Tags }) => {
    const added = Tags as Tag[];
    return replace(
      state,
      String(ResourceArn),
      added.map(({ Key }) => Key),
      added,
    );
  },
  UntagResource: (state, { ResourceArn, TagKeys }) => replace(state, String(ResourceArn), TagKeys as string[], []),
};
