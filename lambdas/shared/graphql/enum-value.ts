type Underscored<Word extends string> = Word extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : Word;

/** A word of the domain as the schema's enums have it: a GraphQL name has no hyphen, and AppSync maps no values. */
export const enumValue = <Word extends string>(word: Word): Underscored<Word> =>
  word.replaceAll('-', '_') as Underscored<Word>;
