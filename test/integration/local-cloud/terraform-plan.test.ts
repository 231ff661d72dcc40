// What is deployed is what terraform/ says: a second plan finds nothing to do.
import { expect, it } from 'vitest';
import { addressesAt, elsewhereFrom } from '../../../scripts/local-cloud/addresses.ts';
import { localDeployment } from '../../../scripts/local-cloud/deployment.ts';
import { knownBase } from '../../../scripts/local-cloud/port-block.ts';
import { plan } from '../../../scripts/terraform/commands.ts';

it('plans no change right after `up`', async () => {
  const deployment = localDeployment(addressesAt(knownBase() ?? 0, elsewhereFrom(process.env)));
  expect(await plan(deployment)).toContain('No changes.');
});
