import { describe, expect, it } from 'vitest';
import { tableInput } from './glue-tables.ts';

describe('tableInput', () => {
  it('finds deliveries by their load date without registered partitions', () => {
    const table = tableInput('deliveries', 'shop');
    expect(table.PartitionKeys).toEqual([{ Name: 'load_date', Type: 'string' }]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Athena's own placeholder
    const template = 's3://shop/deliveries/load_date=${load_date}';
    expect(table.Parameters).toMatchObject({ 'projection.enabled': 'true', 'storage.location.template': template });
  });

  it('keeps times without zone, so that UNLOAD takes them', () => {
    const types = new Map(tableInput('deliveries', 'shop').StorageDescriptor?.Columns?.map((c) => [c.Name, c.Type]));
    expect(types.get('delivered_at')).toBe('timestamp');
    expect(types.has('load_date')).toBe(false);
  });
});
