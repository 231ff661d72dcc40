// A gate over fakes: what it was asked to write down can be looked at.
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { requestNotifications } from '../../lambdas/delivery/handlers/request-notifications.ts';
import type { PolicyStore } from '../../lambdas/delivery/ports.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import type { DeliveryRules } from '../../lambdas/shared/programs/delivery-schema.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { aPinnedProgram } from './a-pinned-program.ts';

const pinned = aPinnedProgram();

/** A program that may write to everybody in the US, with overrides of its rules. */
export const aSendingProgram = (programId: string, rules: Partial<DeliveryRules> = {}): PinnedProgram<BatchProgram> => {
  const delivery: DeliveryRules = {
    ...{ purpose: 'service', priority: 'normal', quietHours: 'wait', caps: [], expiresAfterHours: 24, smsParts: 2 },
    ...rules,
  };
  return { ...pinned, program: { ...pinned.program, programId, delivery } };
};

type Counted = { name: string; value: number; program: string };

/** `wrap`: what stands between the gate and its policy store. */
export const aGate = (wrap: (store: PolicyStore) => PolicyStore = (store) => store) => {
  const tables = memoryDeliveryTables();
  const policies = memoryPolicyStore(tables);
  const pauseFlags = memoryPauseFlags();
  const counted: Counted[] = [];
  const singleMetric = () => {
    let program = '';
    return {
      addDimension: (_name: string, value: string) => {
        program = value;
      },
      addMetric: (name: string, _unit: 'Count', value: number) => void counted.push({ name, value, program }),
    };
  };
  const hasher = addressHasher(async () => 'key');
  const request = requestNotifications({
    ...{ policies: wrap(policies), pauseFlags, hasher, metrics: { singleMetric } },
    pause: async () => undefined,
  });
  return { tables, policies, pauseFlags, hasher, counted, request };
};
