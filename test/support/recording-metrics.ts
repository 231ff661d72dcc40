type Recorded = { name: string; value: number; dimensions: Record<string, string>; at?: Date };

/** Metrics that only remember what they were given. */
export const recordingMetrics = () => {
  const recorded: Recorded[] = [];
  const singleMetric = () => {
    const dimensions: Record<string, string> = {};
    let at: Date | undefined;
    return {
      addDimension: (name: string, value: string) => {
        dimensions[name] = value;
      },
      setTimestamp: (instant: number | Date) => {
        at = new Date(instant);
      },
      addMetric: (name: string, _unit: string, value: number) => {
        recorded.push({ name, value, dimensions, ...(at && { at }) });
      },
    };
  };
  return { recorded, singleMetric };
};
