// CreateTrainingJob and DescribeTrainingJob (AWS JSON 1.1: the operation in the header x-amz-target).
import * as z from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { type JobRequest, runTrainingJob, type TrainingObjects } from './training-job.ts';

/** Such as ml.g4dn.xlarge or ml.g5.xlarge: their disks are encrypted by a module of the machine (API reference, ResourceConfig). */
const hasOwnDisks = (type: string): boolean => /^ml\.([a-z]+\d[a-z]*d[a-z]*|[gp][5-9][a-z]*|trn\d[a-z]*)\./.test(type);

const createInput = z.object({
  TrainingJobName: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/),
  RoleArn: z.string().min(20),
  AlgorithmSpecification: z.object({ TrainingImage: z.string(), TrainingInputMode: z.string() }),
  HyperParameters: z.record(z.string(), z.string().max(2_500)).default({}),
  InputDataConfig: z
    .array(
      z.object({ ChannelName: z.string(), DataSource: z.object({ S3DataSource: z.object({ S3Uri: z.string() }) }) }),
    )
    .min(1),
  OutputDataConfig: z.object({ S3OutputPath: z.string() }),
  ResourceConfig: z
    .object({
      InstanceType: z.string(),
      InstanceCount: z.number(),
      VolumeSizeInGB: z.number(),
      VolumeKmsKeyId: z.string().max(2_048).optional(),
    })
    .refine(({ InstanceType, VolumeKmsKeyId }) => !VolumeKmsKeyId || !hasOwnDisks(InstanceType), {
      error: 'a volume key can not be asked for with an instance type that has local storage',
    }),
  StoppingCondition: z.object({ MaxRuntimeInSeconds: z.number() }),
});
type Job = { request: JobRequest; status: 'InProgress' | 'Completed' | 'Failed'; artifact?: string; reason?: string };
type Options = { objects: TrainingObjects; python: () => string };

const arnOf = (name: string): string => `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`;
const answer = (status: number, body: object): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});
const refusal = (type: string, message: string): SimulatedAnswer => answer(400, { __type: type, message });

const requestOf = (input: z.infer<typeof createInput>): JobRequest => ({
  name: input.TrainingJobName,
  output: input.OutputDataConfig.S3OutputPath,
  hyperparameters: input.HyperParameters,
  channels: input.InputDataConfig.map(({ ChannelName, DataSource }) => ({
    name: ChannelName,
    address: DataSource.S3DataSource.S3Uri,
  })),
});

/** Jobs run one after the other: the machine is small. They are forgotten with the process. */
export const createTrainingJobs = (options: Options) => {
  const jobs = new Map<string, Job>();
  let last: Promise<unknown> = Promise.resolve();
  const work = async (job: Job): Promise<void> => {
    try {
      job.artifact = await runTrainingJob(options, job.request);
      job.status = 'Completed';
    } catch (error) {
      job.reason = `AlgorithmError: ${(error as Error).message}`.slice(-1_024);
      job.status = 'Failed';
    }
  };
  const create = (body: unknown): SimulatedAnswer => {
    const input = createInput.safeParse(body);
    if (!input.success) return refusal('ValidationException', z.prettifyError(input.error));
    const request = requestOf(input.data);
    if (jobs.has(request.name)) return refusal('ResourceInUse', `Training job names must be unique: ${request.name}`);
    const job: Job = { request, status: 'InProgress' };
    jobs.set(request.name, job);
    last = last.then(() => work(job));
    return answer(200, { TrainingJobArn: arnOf(request.name) });
  };
  const describe = ({ TrainingJobName: name = '' }: { TrainingJobName?: string }): SimulatedAnswer => {
    const job = jobs.get(name);
    if (!job) return refusal('ResourceNotFound', 'Requested resource not found.');
    return answer(200, {
      ...{ TrainingJobName: name, TrainingJobArn: arnOf(name), TrainingJobStatus: job.status },
      SecondaryStatus: job.status === 'InProgress' ? 'Training' : job.status,
      ...(job.artifact && { ModelArtifacts: { S3ModelArtifacts: job.artifact } }),
      ...(job.reason && { FailureReason: job.reason }),
    });
  };
  return ({ headers, body }: SimulatedRequest): SimulatedAnswer | undefined => {
    const operation = String(headers['x-amz-target'] ?? '').replace(/^SageMaker\./, '');
    if (operation === 'CreateTrainingJob') return create(JSON.parse(body.toString()));
    if (operation === 'DescribeTrainingJob') return describe(JSON.parse(body.toString()));
    return operation === '' ? undefined : refusal('UnknownOperationException', `${operation} is not simulated`);
  };
};
