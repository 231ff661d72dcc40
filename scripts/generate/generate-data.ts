// Writes one size of the world into a folder: the warehouse as Parquet, and Herald's own tables as JSON Lines.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { churnFeatureItems, lifetimeValueOfCustomer } from './churn/customer-features.ts';
import { demoCustomerItems } from './churn/demo-customer-items.ts';
import { contactOf } from './contact.ts';
import type { GeneratedCustomer } from './customer.ts';
import { type JsonLinesFile, jsonLinesFile } from './json-lines-file.ts';
import { otherDays, unfinishedDeliveries } from './other-deliveries.ts';
import type { GeneratedProduct } from './product.ts';
import { queryRowOf } from './query-row.ts';
import { randomFor } from './random.ts';
import { moodDeviation, reviewProbability } from './review-probability.ts';
import type { WorldRequest } from './sizes.ts';
import { catalogueItem, customerItem, engagementItem, productItem } from './table-items.ts';
import { type WarehouseStage, warehouseStage } from './warehouse-stage.ts';
import { type CustomerDay, customerDays, productsOfWorld } from './world.ts';

/** Bump when the same request makes other bytes: seeded tables are then seeded again. */
export const generatorVersion = 5;

export const itemFiles = ['customers', 'contacts', 'products', 'policy', 'features'] as const;
type ItemFile = (typeof itemFiles)[number];
type OutputFile = ItemFile | 'rows' | 'truth';

/** What was written. `objects`: keys of the warehouse bucket, files under `<folder>/warehouse/`. */
export type GeneratedData = WorldRequest & {
  version: number;
  rows: number;
  malformed: number;
  duplicates: number;
  items: Record<ItemFile, number>;
  objects: string[];
};

type Output = { files: Record<OutputFile, JsonLinesFile>; stage: WarehouseStage; data: GeneratedData };

const openOutput = (request: WorldRequest, folder: string): Output => {
  rmSync(folder, { recursive: true, force: true });
  const file = (name: OutputFile) => jsonLinesFile(join(folder, `${name}.jsonl`));
  return {
    files: {
      rows: file('rows'),
      truth: file('truth'),
      customers: file('customers'),
      contacts: file('contacts'),
      products: file('products'),
      policy: file('policy'),
      features: file('features'),
    },
    stage: warehouseStage(folder),
    data: {
      ...request,
      version: generatorVersion,
      rows: 0,
      malformed: 0,
      duplicates: 0,
      items: { customers: 0, contacts: 0, products: 0, policy: 0, features: 0 },
      objects: [],
    },
  };
};

const writeItem = ({ files, data }: Output, name: ItemFile, item: object | undefined) => {
  if (item === undefined) return;
  files[name].write(item);
  data.items[name] += 1;
};

const writeDeliveries = (output: Output, { customer, deliveries }: CustomerDay) => {
  const { files, stage, data } = output;
  const mood = randomFor(data.seed, 'mood', customer.number);
  for (const delivery of deliveries) {
    stage.delivery(data.day, delivery.row);
    if (delivery.purchase && !delivery.again) stage.purchase(delivery.purchase);
    if (delivery.review) stage.review(delivery.review);
    files.rows.write(queryRowOf(delivery));
    data.rows += 1;
    data.malformed += Number(delivery.malformed);
    data.duplicates += Number(delivery.again);
    const probability = reviewProbability(
      customer.engagement,
      delivery.product.catalogue,
      mood.normal(0, moodDeviation),
    );
    files.truth.write({ customer_id: customer.customerId, subject: delivery.product.productId, probability });
  }
};

const writeOthers = (output: Output, products: readonly GeneratedProduct[]) => {
  for (const { loadDate, row } of otherDays(products, output.data)) output.stage.delivery(loadDate, row);
  for (const row of unfinishedDeliveries(products, output.data)) output.stage.delivery(output.data.day, row);
};

const writeCustomerFeatures = (output: Output, customer: GeneratedCustomer, eventTime: string) => {
  const lifetimeValue = lifetimeValueOfCustomer(output.data.seed, customer.number);
  writeItem(output, 'features', engagementItem(customer, eventTime, lifetimeValue));
  if (!customer.known) return;
  for (const item of churnFeatureItems(output.data.seed, customer, eventTime)) writeItem(output, 'features', item);
};

/** The customer of the seed's example, beside the world: orders nothing, has errors. */
const writeDemoCustomer = (output: Output, eventTime: string) => {
  const { customer, contact, policy, features } = demoCustomerItems(eventTime);
  writeItem(output, 'customers', customer);
  writeItem(output, 'contacts', contact);
  writeItem(output, 'policy', policy);
  for (const item of features) writeItem(output, 'features', item);
};

/**
 * Generates `request` into `folder`, which is emptied first. The same request makes the same bytes.
 * `truth.jsonl` (the true review probability of each delivery) is for training and tests; nothing uploads it.
 */
export const generateData = async (request: WorldRequest, folder: string): Promise<GeneratedData> => {
  const output = openOutput(request, folder);
  const products = productsOfWorld(request);
  const eventTime = `${request.day}T00:00:00.000Z`;
  for (const product of products) {
    writeItem(output, 'products', productItem(product));
    writeItem(output, 'features', catalogueItem(product, eventTime));
  }
  for (const day of customerDays(request, products)) {
    writeItem(output, 'customers', customerItem(day.customer));
    writeItem(output, 'contacts', contactOf(request.seed, day.customer));
    writeItem(output, 'policy', day.policy);
    writeCustomerFeatures(output, day.customer, eventTime);
    writeDeliveries(output, day);
  }
  writeDemoCustomer(output, eventTime);
  writeOthers(output, products);
  for (const file of Object.values(output.files)) file.close();
  const data = { ...output.data, objects: await output.stage.finish() };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(data, null, 2)}\n`);
  return data;
};
