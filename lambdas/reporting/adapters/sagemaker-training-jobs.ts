import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { asTransient } from '../../shared/aws/transient.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { TrainingJob, TrainingJobs, TrainingState } from '../ports.ts';

/**
 * `image`: SageMaker's XGBoost container (script mode). `instance`: a type without disks of its own. `kmsKeyArn`: encrypts
 * output and volume.
 */
type Options = {
  client: SageMakerClient;
  bucket: string;
  image: string;
  instance: string;
  roleArn: string;
  kmsKeyArn: string;
};

const hour = 3_600;

/** Training jobs of SageMaker: script mode of its XGBoost container (Developer Guide, "Use XGBoost as a framework"). */
export const sagemakerTrainingJobs = (options: Options): TrainingJobs => ({
  start: async (job) => {
    try {
      await asTransient(`start training job ${job.name}`, () =>
        options.client.send(new CreateTrainingJobCommand(requestOf(options, job))),
      );
    } catch (error) {
      // A step that is tried again finds its own job.
      if (error instanceof Error && error.name === 'ResourceInUse') return;
      throw error;
    }
  },
  state: async (name) => {
    const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
    try {
      return stateOf(
        options.bucket,
        await asTransient(`look at training job ${name}`, () => options.client.send(command)),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ResourceNotFound') throw error;
      throw new NotFoundError(`There is no training job ${name}`, {
        whatToDo: 'Start the retraining anew.',
        cause: error,
      });
    }
  },
});

const requestOf = (options: Options, job: TrainingJob): CreateTrainingJobCommandInput => {
  const at = (key: string) => `s3://${options.bucket}/${key}`;
  const channel = (ChannelName: string, key: string) => ({
    ChannelName,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix' as const,
        S3Uri: at(key),
        S3DataDistributionType: 'FullyReplicated' as const,
      },
    },
  });
  return {
    TrainingJobName: job.name,
    RoleArn: options.roleArn,
    AlgorithmSpecification: { TrainingImage: options.image, TrainingInputMode: 'File' },
    // Script mode reads its own settings as JSON texts.
    HyperParameters: {
      ...job.parameters,
      sagemaker_program: job.program,
      sagemaker_submit_directory: at(job.code),
    },
    InputDataConfig: [channel('train', job.train), channel('specification', job.specification)],
    OutputDataConfig: { S3OutputPath: at(job.output), KmsKeyId: options.kmsKeyArn },
    ResourceConfig: {
      InstanceType: options.instance as NonNullable<CreateTrainingJobCommandInput['ResourceConfig']>['InstanceType'],
      InstanceCount: 1,
      VolumeSizeInGB: 20,
      VolumeKmsKeyId: options.kmsKeyArn,
    },
    StoppingCondition: { MaxRuntimeInSeconds: 2 * hour },
  };
};

type Described = {
  TrainingJobStatus?: string | undefined;
  FailureReason?: string | undefined;
  ModelArtifacts?: { S3ModelArtifacts: string | undefined } | undefined;
};

const stateOf = (bucket: string, { TrainingJobStatus, FailureReason, ModelArtifacts }: Described): TrainingState => {
  if (TrainingJobStatus === 'Completed')
    return { state: 'done', artifact: (ModelArtifacts?.S3ModelArtifacts ?? '').replace(`s3://${bucket}/`, '') };
  if (TrainingJobStatus === 'Failed' || TrainingJobStatus === 'Stopped')
    return { state: 'failed', reason: FailureReason ?? TrainingJobStatus };
  return { state: 'running' };
};
