// One training job, really run: channels and code come from S3, the program runs in our Python environment as SageMaker's
// container would run it in script mode, and what it leaves goes back to S3 as model.tar.gz.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The bucket's objects. `list`: keys under a prefix. */
export type TrainingObjects = {
  list(bucket: string, prefix: string): Promise<string[]>;
  get(bucket: string, key: string): Promise<Uint8Array>;
  put(bucket: string, key: string, body: Uint8Array): Promise<void>;
};
/** What CreateTrainingJob asks for, as far as it matters here. Addresses: `s3://…`. */
export type JobRequest = {
  name: string;
  channels: { name: string; address: string }[];
  output: string;
  hyperparameters: Record<string, string>;
};
type Place = { objects: TrainingObjects; python: () => string };

const partsOf = (address: string): { bucket: string; key: string } => {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(address) ?? [];
  return { bucket, key };
};

const fetchChannel = async (objects: TrainingObjects, address: string, folder: string): Promise<void> => {
  const { bucket, key } = partsOf(address);
  await mkdir(folder, { recursive: true });
  const keys = await objects.list(bucket, key);
  if (keys.length === 0) throw new Error(`No S3 objects found under S3 URL "${address}"`);
  for (const [index, found] of keys.entries())
    await writeFile(
      join(folder, keys.length === 1 ? basename(found) : `${index}-${basename(found)}`),
      await objects.get(bucket, found),
    );
};

const fetchCode = async (objects: TrainingObjects, address: string, folder: string): Promise<void> => {
  const { bucket, key } = partsOf(address);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sourcedir.tar.gz'), await objects.get(bucket, key));
  await run('tar', ['-xzf', 'sourcedir.tar.gz'], { cwd: folder });
};

/** The container's own environment in script mode (sagemaker-training toolkit). */
const environmentOf = ({ channels, hyperparameters }: JobRequest, work: string): NodeJS.ProcessEnv => {
  const own = Object.entries(hyperparameters).filter(([name]) => !name.startsWith('sagemaker_'));
  const { PATH, HOME } = process.env;
  return {
    ...{ PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', SM_MODEL_DIR: join(work, 'model') },
    SM_HPS: JSON.stringify(Object.fromEntries(own)),
    ...Object.fromEntries(channels.map(({ name }) => [`SM_CHANNEL_${name.toUpperCase()}`, join(work, 'input', name)])),
  };
};

/** The script mode hands JSON texts over as they are. */
const textOf = (text: string | undefined): string => (text ?? '').replace(/^"|"$/g, '');

/** @returns address of the model. @throws Error with the program's last words */
export const runTrainingJob = async ({ objects, python }: Place, job: JobRequest): Promise<string> => {
  const work = await mkdtemp(join(tmpdir(), 'training-job-'));
  try {
    for (const { name, address } of job.channels) await fetchChannel(objects, address, join(work, 'input', name));
    await fetchCode(objects, textOf(job.hyperparameters.sagemaker_submit_directory), join(work, 'code'));
    await mkdir(join(work, 'model'));
    const program = textOf(job.hyperparameters.sagemaker_program);
    await run('nice', [python(), program], { cwd: join(work, 'code'), env: environmentOf(job, work) });
    await run('tar', ['-czf', join(work, 'model.tar.gz'), '-C', join(work, 'model'), '.']);
    const { bucket, key } = partsOf(job.output);
    const artifact = `${key.replace(/\/$/, '')}/${job.name}/output/model.tar.gz`;
    await objects.put(bucket, artifact, await readFile(join(work, 'model.tar.gz')));
    return `s3://${bucket}/${artifact}`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};
