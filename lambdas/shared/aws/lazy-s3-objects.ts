import { lazy } from '../lazy.ts';
import type { Objects } from './s3-objects.ts';

/** The objects of a bucket; S3's SDK (a chunk of its own) is loaded at the first of them. @param bucket its name */
export const lazyS3Objects = (bucket: string): Objects => {
  const opened = lazy(async () => (await import('./open-s3-objects.ts')).openS3Objects(bucket));
  return {
    bucket,
    get: async (key) => (await opened()).get(key),
    stream: async (key) => (await opened()).stream(key),
    put: async (...object) => (await opened()).put(...object),
    list: async (prefix) => (await opened()).list(prefix),
    folders: async (prefix) => (await opened()).folders(prefix),
    removeAll: async (prefix) => (await opened()).removeAll(prefix),
  };
};
