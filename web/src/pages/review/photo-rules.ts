import { mostMegabytes, mostPhotos, photoTypes } from './limits.ts';

type File = { name: string; type: string; size: number };
/** `photoCount` is about all of them, the others about one. */
export type PhotoProblem = { why: 'photoType' | 'photoSize' | 'photoCount'; name: string };

const problemOf = ({ name, type, size }: File): PhotoProblem | undefined => {
  if (!photoTypes.includes(type)) return { why: 'photoType', name };
  return size > mostMegabytes * 1_024 * 1_024 ? { why: 'photoSize', name } : undefined;
};

/** Which of the chosen files may be sent, beside `there` photos, and why others may not. */
export const judgePhotos = <F extends File>(
  files: readonly F[],
  there: number,
): { good: F[]; problems: PhotoProblem[] } => {
  const right = files.filter((file) => problemOf(file) === undefined);
  const good = right.slice(0, Math.max(0, mostPhotos - there));
  const problems = files.flatMap((file) => problemOf(file) ?? []);
  const [over] = right.slice(good.length);
  return { good, problems: over ? [...problems, { why: 'photoCount', name: over.name }] : problems };
};
