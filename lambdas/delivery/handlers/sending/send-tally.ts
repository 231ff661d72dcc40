import type { ProviderName } from '../../domain/notification/notification.ts';

type SingleMetric = {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count' | 'Milliseconds', value: number): void;
};
/** What it needs of Powertools' Metrics: each figure an EMF record of its own. */
export type SendMetrics = { singleMetric(): SingleMetric };

const units = {
  MessagesSent: 'Count',
  MessagesRetried: 'Count',
  MessagesFailed: 'Count',
  MessagesUnknown: 'Count',
  MessagesRerouted: 'Count',
  MessagesWithoutSlot: 'Count',
  SpendLimitReached: 'Count',
  SlotWaitMs: 'Milliseconds',
} as const;
type SendFigure = keyof typeof units;

/** Figures of one invocation by provider; times are the longest seen. */
export type SendTally = {
  add(provider: ProviderName, figure: SendFigure, value?: number): void;
  report(metrics: SendMetrics): void;
};

export const sendTally = (): SendTally => {
  const figures = new Map<string, { provider: ProviderName; figure: SendFigure; value: number }>();
  return {
    add: (provider, figure, value = 1) => {
      const key = `${provider} ${figure}`;
      const known = figures.get(key)?.value ?? 0;
      const total = units[figure] === 'Count' ? known + value : Math.max(known, value);
      figures.set(key, { provider, figure, value: total });
    },
    report: (metrics) => {
      for (const { provider, figure, value } of figures.values()) {
        const metric = metrics.singleMetric();
        metric.addDimension('provider', provider);
        metric.addMetric(figure, units[figure], value);
      }
    },
  };
};
