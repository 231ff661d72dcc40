// Walks an Amazon States Language definition.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type AslObject = { [key: string]: Json };
/** A state with its name and what encloses it, outermost first. */
export type PlacedState = { name: string; state: AslObject; within: PlacedState[] };

export const isObject = (value: Json | undefined): value is AslObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objects = (value: Json | undefined): AslObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Every state of a definition, also those inside Maps and Parallels. */
export const statesOf = (definition: AslObject, within: PlacedState[] = []): PlacedState[] =>
  Object.entries(isObject(definition.States) ? definition.States : {}).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const placed = { name, state, within };
    const inner = [state.ItemProcessor, state.Iterator, ...objects(state.Branches)].filter(isObject);
    return [placed, ...inner.flatMap((part) => statesOf(part, [...within, placed]))];
  });

/** Mode and execution type of a Map's processor. */
export const processorOf = (state: AslObject): { distributed: boolean; express: boolean } => {
  const config = isObject(state.ItemProcessor) ? state.ItemProcessor.ProcessorConfig : undefined;
  const { Mode, ExecutionType } = isObject(config) ? config : {};
  return { distributed: Mode === 'DISTRIBUTED', express: ExecutionType === 'EXPRESS' };
};
