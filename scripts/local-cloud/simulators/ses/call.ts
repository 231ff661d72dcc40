/** One call of SES v2: `rest` is the path behind the collection's name. Handlers return the body of a 200. */
export type Body = Record<string, unknown>;
export type Call = { method: string; rest: string[]; query: URLSearchParams; body: Body };
