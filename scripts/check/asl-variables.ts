// Names of variables (`Assign`) across the scopes of a definition, which asl-validator 4.0.0 and LocalStack let pass.
import { isObject, objects, type PlacedState } from './asl-states.ts';

const assignedBy = ({ state }: PlacedState): string[] =>
  [state, ...objects(state.Catch), ...objects(state.Choices)].flatMap(({ Assign }) =>
    isObject(Assign) ? Object.keys(Assign).map((name) => name.replace(/\.\$$/, '')) : [],
  );

/** Whether `outer` stands in a scope that encloses `inner`'s. */
const encloses = (outer: PlacedState, inner: PlacedState): boolean =>
  outer.within.length < inner.within.length &&
  outer.within.every(({ state }, depth) => inner.within[depth]?.state === state);

/**
 * Step Functions refuses a variable inside a Map or Parallel that is named like one outside (Developer Guide, "Passing
 * data between states with variables", Variable scope).
 */
export const shadowedVariables = (states: readonly PlacedState[]): string[] =>
  states.flatMap((inner) => {
    const taken = new Set(states.filter((outer) => encloses(outer, inner)).flatMap(assignedBy));
    return [...new Set(assignedBy(inner))]
      .filter((name) => taken.has(name))
      .map((name) => `state ${inner.name} assigns ${name}, a variable of an outer scope: name it otherwise`);
  });
