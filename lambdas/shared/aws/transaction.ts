type Cancelled = { name?: string; CancellationReasons?: { Code?: string }[] };

/** Whether a transaction was refused because one of its conditions no longer held, or because another was at it. */
export const isLostCondition = (error: unknown): boolean => {
  const { name, CancellationReasons = [] } = error as Cancelled;
  if (name !== 'TransactionCanceledException') return false;
  return CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict');
};
