// Every filter a program may name. A new one: its file, its parameters in filter-step-schema.ts, and a line here.

import type { FilterStep } from '../../../shared/programs/filter-step-schema.ts';
import { attribute } from './attribute.ts';
import { churnRisk } from './churn-risk.ts';
import { eligibility } from './eligibility.ts';
import type { PreparedFilter } from './filter.ts';
import { frequencyCap } from './frequency-cap.ts';
import { issueSeverity } from './issue-severity.ts';
import { supportHistory } from './support-history.ts';
import { trust } from './trust.ts';

/** The filter of one step of a program, with its parameters worked in. */
export const prepareStep = (step: FilterStep): PreparedFilter => {
  switch (step.type) {
    case 'trust':
      return trust.prepare(step.parameters);
    case 'eligibility':
      return eligibility.prepare(step.parameters);
    case 'frequency-cap':
      return frequencyCap.prepare(step.parameters);
    case 'attribute':
      return attribute.prepare(step.parameters);
    case 'issue-severity':
      return issueSeverity.prepare(step.parameters);
    case 'support-history':
      return supportHistory.prepare(step.parameters);
    case 'churn-risk':
      return churnRisk.prepare(step.parameters);
  }
};
