// A light look at SQL: enough to catch a forgotten parameter or column before a query fails at night.
const withoutTexts = (sql: string): string =>
  sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''");

/** How many "?" the query has, outside of texts and comments. */
export const placeholders = (sql: string): number => withoutTexts(sql).split('?').length - 1;

/** Whether the query seems to return a column: it is named at the end of a select item, or everything is selected. */
export const returnsColumn = (sql: string, column: string): boolean => {
  const text = withoutTexts(sql);
  return /select\s+(\w+\.)?\*/i.test(text) || new RegExp(`\\b${column}"?\\s*(,|\\)|\\bfrom\\b)`, 'i').test(text);
};
