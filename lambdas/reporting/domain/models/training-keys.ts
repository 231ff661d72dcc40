// Where a retraining's objects lie in the data bucket, and what its job and version are called.
import { createHash } from 'node:crypto';

/** One retraining of a model. `execution`: ARN; the same one means the same objects, job and version. */
export type Training = { modelId: string; day: string; execution: string };

const eightDigits = (execution: string): string => createHash('sha256').update(execution).digest('hex').slice(0, 8);

export const trainingFolder = ({ modelId, day, execution }: Training): string =>
  `models/${modelId}/training/${day}-${eightDigits(execution)}`;

/** Text order is the order of training. */
export const newVersion = ({ day, execution }: Training): string => `${day}-${eightDigits(execution)}`;

/** SageMaker allows letters, digits and hyphens, 63 at most. */
export const jobName = (training: Training): string =>
  `herald-${training.modelId}-${newVersion(training)}`.replaceAll(/[^A-Za-z0-9-]/g, '-').slice(0, 63);

/** Folders under the training's own. */
export const setPrefix = (training: Training, part: 'train' | 'evaluation' | 'canary'): string =>
  `${trainingFolder(training)}/${part}/`;
export const specificationPrefix = (training: Training): string => `${trainingFolder(training)}/specification/`;
export const codeKey = (training: Training): string => `${trainingFolder(training)}/code/sourcedir.tar.gz`;
export const outputPrefix = (training: Training): string => `${trainingFolder(training)}/output/`;
export const verdictKey = (training: Training): string => `${trainingFolder(training)}/verdict.json`;

/** What runs in the job; put there by Terraform from scripts/train/entry. */
export const programKey = 'training/retrain.py';
export const programName = 'retrain.py';
