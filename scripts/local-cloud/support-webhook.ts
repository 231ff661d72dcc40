import * as z from 'zod';

const terraformOutputs = z.object({ pages_url: z.string().min(1) });

/**
 * Tells the simulated support system where to post changes of tickets, as an operator sets up a webhook and a trigger once in
 * the real one (docs/support-system.md).
 * @param outputs Terraform's @param url base of the simulator @returns the address, for the step's line
 */
export const connectSupportWebhook = async (outputs: Record<string, unknown>, url: string): Promise<string> => {
  const target = `${terraformOutputs.parse(outputs).pages_url}/webhooks/support`;
  const response = await fetch(`${url}/_webhook`, { method: 'PUT', body: target });
  if (!response.ok)
    throw new Error(`The support simulator at ${url} answered ${response.status}: run \`make up\` again.`);
  return target;
};
