import type { SdkCall, SdkRequest } from './sdk-request.ts';

// S3 says what it means by method and query; the actions of the rest are called like their HTTP method.
const objectAction = (method: string, query: URLSearchParams): string => {
  if (method === 'GET' && query.has('uploadId')) return 's3:ListMultipartUploadParts';
  if (method === 'DELETE' && query.has('uploadId')) return 's3:AbortMultipartUpload';
  if (query.has('tagging'))
    return { GET: 's3:GetObjectTagging', PUT: 's3:PutObjectTagging' }[method] ?? 's3:DeleteObjectTagging';
  if (method === 'GET' || method === 'HEAD') return 's3:GetObject';
  return method === 'DELETE' ? 's3:DeleteObject' : 's3:PutObject';
};

/** Keys inside a DeleteObjects body; the wire form is XML. */
const deletedKeys = (body: string): string[] =>
  [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? '');

const bucketCalls = (bucket: string, request: SdkRequest, query: URLSearchParams): SdkCall[] => {
  const resource = `arn:aws:s3:::${bucket}`;
  if (request.method === 'POST' && query.has('delete'))
    return deletedKeys(request.body).map((key) => ({ action: 's3:DeleteObject', resource: `${resource}/${key}` }));
  if (query.has('uploads')) return [{ action: 's3:ListBucketMultipartUploads', resource }];
  if (query.has('versions')) return [{ action: 's3:ListBucketVersions', resource }];
  if (query.has('location')) return [{ action: 's3:GetBucketLocation', resource }];
  if (request.method === 'GET' || request.method === 'HEAD') return [{ action: 's3:ListBucket', resource }];
  return [{ action: request.method === 'DELETE' ? 's3:DeleteBucket' : 's3:CreateBucket', resource }];
};

/** The permissions an S3 call with a path-style address needs; a copy needs to read its source as well. */
export const s3Calls = (request: SdkRequest): SdkCall[] => {
  const url = new URL(request.path, 'http://s3');
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (!bucket) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (!key) return bucketCalls(bucket, request, url.searchParams);
  const resource = `arn:aws:s3:::${bucket}/${key}`;
  const call = { action: objectAction(request.method, url.searchParams), resource };
  const source = request.headers['x-amz-copy-source'];
  if (!source) return [call];
  const copied = decodeURIComponent(source).replace(/^\//, '').replace(/\?.*$/, '');
  return [call, { action: 's3:GetObject', resource: `arn:aws:s3:::${copied}` }];
};
