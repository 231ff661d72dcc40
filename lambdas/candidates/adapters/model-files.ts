import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';

type File = { modelId: string; version: string | undefined; name: 'model.json' | 'features.json' };

/** Where a version's files lie; without a version, those that Terraform put there from models/. */
export const modelFolder = (modelId: string, version?: string): string =>
  version === undefined ? `models/${modelId}` : `models/${modelId}/versions/${version}`;

/** @returns the file's JSON. @throws NotFoundError */
export const modelFile = async (objects: Objects, { modelId, version, name }: File): Promise<unknown> => {
  const key = `${modelFolder(modelId, version)}/${name}`;
  const file = await objects.get(key);
  if (file) return JSON.parse(file.toString());
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
    whatToDo:
      version === undefined
        ? 'Train or copy the model into models/ and apply Terraform, or correct the program’s endpoint.'
        : 'Roll the model back (rollBackModel) to a version whose files are there.',
  });
};
