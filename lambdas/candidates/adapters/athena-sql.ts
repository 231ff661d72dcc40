// Texts that Athena is given. Source of the rules: Athena User Guide, "UNLOAD" and "Use execution parameters".
import { createHash } from 'node:crypto';

/** A value as SQL text: execution parameters are SQL, a bare day would be read as a subtraction. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** ClientRequestToken wants 32 to 128 characters. */
export const clientToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * UNLOAD of a query as gzipped JSON Lines in 16 parts. Rows without a customer go to part 0: the row mapper rejects
 * them there, with their line, instead of losing them here. A final line break keeps a query that ends in a comment whole.
 * @param prefix empty S3 prefix, `s3://bucket/…/`
 */
export const unloadExtract = (sql: string, prefix: string): string =>
  [
    'UNLOAD (',
    "SELECT q.*, coalesce(lower(substr(to_hex(md5(to_utf8(CAST(q.customer_id AS varchar)))), 1, 1)), '0') AS part",
    'FROM (',
    withoutSemicolon(sql),
    ') q',
    `) TO ${literal(prefix)}`,
    "WITH (format = 'JSON', compression = 'GZIP', partitioned_by = ARRAY['part'])",
  ].join('\n');

const withoutSemicolon = (sql: string): string => sql.trim().replace(/;+\s*$/, '');
