// Nothing is lost between two stages: what one let through, the next has counted. A chunk that vanished (a failed item
// that a Map tolerated, a counts file that never came) stops the run before it can do harm.
import { HeraldError } from '../../../shared/errors.ts';
import type { DecisionCounts, SplitCounts, StoreCounts } from './counts.ts';

/** A stage has not counted all that the stage before let through. */
class IncompleteRunError extends HeraldError {
  override readonly name = 'IncompleteRunError';
}

const incomplete = (stage: string, counted: number, expected: number): IncompleteRunError =>
  new IncompleteRunError(`${stage} counted ${counted} of ${expected}: a chunk failed or left no counts`, {
    whatToDo: 'Look at failures/ in the run’s folder and at the Map Run’s failed items, then start the day again.',
  });

/** @throws IncompleteRunError unless every accepted row was decided */
export const requireAllDecided = (split: SplitCounts, decisions: DecisionCounts): void => {
  if (decisions.rows !== split.accepted) throw incomplete('Filter and Score', decisions.rows, split.accepted);
};

/** @throws IncompleteRunError unless every passed candidate was stored, or knowingly left as it was */
export const requireAllStored = (decisions: DecisionCounts, store: StoreCounts): void => {
  const stored = store.inserted + store.refreshed + store.unchanged;
  if (stored !== decisions.passed) throw incomplete('Store', stored, decisions.passed);
};
