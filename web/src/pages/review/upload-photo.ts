import type { PhotoSlot } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';

const patienceMs = 120_000;

/** S3 takes the fields first and the file last. XMLHttpRequest, because fetch tells nothing of its progress. */
const sendForm = ({ url, fields }: PhotoSlot['upload'], file: File, progress: (percent: number) => void) =>
  new Promise<boolean>((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.timeout = patienceMs;
    request.upload.onprogress = ({ loaded, total }) => progress(Math.round((100 * loaded) / Math.max(1, total)));
    request.onloadend = () => resolve(request.status >= 200 && request.status < 300);
    request.open('POST', url);
    request.send(form);
  });

/** Sends a photo straight to its bucket. @returns its id, or nothing when it did not get through */
export const uploadPhoto = async (
  api: Api,
  file: File,
  progress: (percent: number) => void,
): Promise<string | undefined> => {
  const answer = await api.post<PhotoSlot>({ contentType: file.type, bytes: file.size }, 'photos');
  if (!('body' in answer)) return undefined;
  const { photoId, upload } = answer.body;
  return (await sendForm(upload, file, progress)) ? photoId : undefined;
};
