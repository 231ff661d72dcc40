// Tables of the customer's warehouse, in one place: their columns in Parquet and in Glue.

export const warehouseDatabase = 'ecommerce';

export const warehouseTables = {
  deliveries: {
    columns: {
      customer_id: 'VARCHAR',
      product_id: 'VARCHAR',
      order_id: 'VARCHAR',
      delivered_at: 'TIMESTAMP',
      marketplace: 'VARCHAR',
      delivery_status: 'VARCHAR',
      loaded_at: 'TIMESTAMP',
    },
    partitionedBy: 'load_date',
  },
  purchases: {
    columns: {
      order_id: 'VARCHAR',
      customer_id: 'VARCHAR',
      product_id: 'VARCHAR',
      purchased_at: 'TIMESTAMP',
      price: 'DOUBLE',
      refunded: 'BOOLEAN',
    },
    partitionedBy: undefined,
  },
  reviews: {
    columns: {
      review_id: 'VARCHAR',
      customer_id: 'VARCHAR',
      product_id: 'VARCHAR',
      rating: 'INTEGER',
      created_at: 'TIMESTAMP',
    },
    partitionedBy: undefined,
  },
} as const;

export type WarehouseTable = keyof typeof warehouseTables;
