// Seeded customers whom crashes would drive away, found by the program's own model, who have had no issue yet.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { parseXgboostModel, predict } from '../../../lambdas/candidates/index.ts';
import { inHoldout } from '../../../lambdas/delivery/domain/policy/holdout.ts';
import { eventFeatures } from '../../../lambdas/issues/domain/event-features.ts';
import type { ReactiveProgram } from '../../../lambdas/shared/programs/reactive-program-schema.ts';
import { graphqlData } from '../../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { repository } from '../../local-cloud/paths.ts';
import { localClient } from '../../local-cloud/sdk.ts';

type Values = Record<string, number>;
export type Customer = { customerId: string; firstName: string; phone: string; email: string };
type Contact = Partial<Customer> & { locale?: string };

const issueType = 'app_crash';
const severityOf = ({ issues }: ReactiveProgram): string | undefined =>
  issues.catalogue.find((entry) => entry.issueType === issueType)?.severity;

/** What three crashes within a day say to the risk model. */
const crashFeatures = (program: ReactiveProgram): Values =>
  eventFeatures({ errorCount: 3, timeWindowHours: 24, severity: severityOf(program) ?? 'high', known: true });

/** The program's filter `churn-risk` helps nobody below. */
const isHelped = (values: Values, { filterChain }: ReactiveProgram): boolean => {
  const least = filterChain.find(({ type }) => type === 'churn-risk')?.parameters as Values;
  return (
    (values.lifetime_value ?? 0) >= (least.minLifetimeValue ?? 0) &&
    (values.engagement_score ?? 0) >= (least.minEngagementScore ?? 0)
  );
};

/** Tests leave customers of their own. */
const generated = /^C\d+$/;

/** A few thousand items of the feature store, by customer. A customer's groups lie side by side. */
const someFeatures = async (document: DynamoDBDocumentClient, TableName: string): Promise<Map<string, Values>> => {
  const { Items = [] } = await document.send(new ScanCommand({ TableName, Limit: 6_000 }));
  const byCustomer = new Map<string, Values>();
  for (const { entity, values } of Items as { entity: string; values: Values }[]) {
    const [kind, id = ''] = entity.split('#');
    if (kind === 'customer' && generated.test(id)) byCustomer.set(id, { ...byCustomer.get(id), ...values });
  }
  return byCustomer;
};

const risksBy = async (modelId: string, customers: readonly Values[]): Promise<Float64Array> => {
  const file = join(repository, 'models', modelId, 'model.json');
  const model = parseXgboostModel(JSON.parse(await readFile(file, 'utf8')));
  return predict(
    model,
    customers.map((values) => model.featureNames.map((name) => values[name] ?? Number.NaN)),
  );
};

/** From here on the program writes an SMS, too. */
const highRisk = 0.7;

/** Customers at high risk, first those whom the crashes make it for: the risk is many times the baseline. */
const byRatio = async (features: Map<string, Values>, program: ReactiveProgram): Promise<string[]> => {
  const crashes = crashFeatures(program);
  const customers = [...features.values()].map((values) => ({ ...values, ...crashes }));
  const risks = await risksBy(program.scoringModel.modelId, customers);
  const baselines = await risksBy(program.baselineModel.modelId, customers);
  return [...features.keys()]
    .map((id, index) => ({ id, risk: risks[index] as number, baseline: baselines[index] as number }))
    .filter(({ risk }) => risk > highRisk)
    .sort((a, b) => b.risk / b.baseline - a.risk / a.baseline)
    .map(({ id }) => id);
};

/** The holdout is not written to: a demo of help leaves it alone. */
const isInHoldout = (program: ReactiveProgram, customerId: string): boolean =>
  inHoldout(program.delivery, program.programId, { customerId, critical: severityOf(program) === 'critical' });

const hadIssues = async (outputs: Outputs, customerId: string): Promise<boolean> => {
  const { issueCases } = await graphqlData<{ issueCases: { items: object[] } }>(outputs, 'operator', {
    query: 'query($c: ID!) { issueCases(customerId: $c, limit: 1) { items { caseId } } }',
    variables: { c: customerId },
  });
  return issueCases.items.length > 0;
};

/** Whether they can be shown: active, and reached in English by SMS and e-mail. */
const shownCustomer = async (outputs: Outputs, document: DynamoDBDocumentClient, customerId: string) => {
  const [customer, contact] = await Promise.all([
    document.send(new GetCommand({ TableName: pick(outputs.tables, 'customers'), Key: { customerId } })),
    document.send(new GetCommand({ TableName: pick(outputs.tables, 'contacts'), Key: { pk: `C#${customerId}` } })),
  ]);
  if (customer.Item?.status !== 'active' || customer.Item.flagged) return undefined;
  const { firstName, phone, email, locale } = (contact.Item ?? {}) as Contact;
  if (!firstName || !phone || !email || !locale?.startsWith('en') || (await hadIssues(outputs, customerId)))
    return undefined;
  return { customerId, firstName, phone, email };
};

/** @throws Error when fewer are left: seed more, or start anew */
export const riskyCustomers = async (outputs: Outputs, program: ReactiveProgram, count: number) => {
  const document = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs)));
  const features = await someFeatures(document, pick(outputs.tables, 'features'));
  for (const [id, values] of features) if (!isHelped(values, program) || isInHoldout(program, id)) features.delete(id);
  const found: Customer[] = [];
  for (const id of await byRatio(features, program)) {
    const customer = await shownCustomer(outputs, document, id);
    if (customer) found.push(customer);
    if (found.length === count) break;
  }
  document.destroy();
  if (found.length < count) throw new Error('Every seeded customer has had an issue by now: make down, then make demo');
  return found;
};
