import { readFile } from 'node:fs/promises';

const headersFile = new URL('../../../web/headers.json', import.meta.url);

/**
 * The headers of every file of the pages: web/headers.json, which Terraform gives to CloudFront.
 * @param photos origin that photos are uploaded to
 */
export const siteHeaders = async (photos: string): Promise<Record<string, string>> => {
  const headers = JSON.parse(await readFile(headersFile, 'utf8')) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{photos}', photos)]),
  );
};
