import { describe, expect, it } from 'vitest';
import { missing, type Statement, unused } from '../support/iam-policy.ts';

const statements: Statement[] = [
  { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::data/runs/*' },
  { Effect: 'Allow', Action: 'dynamodb:Query', Resource: ['arn:aws:dynamodb:r:1:table/runs'] },
];
const call = (action: string, resource: string) => ({ function: 'f', action, resource });

describe('recorded calls against a policy', () => {
  it('finds a call that is not allowed, by action or by resource', () => {
    const calls = [
      call('s3:GetObject', 'arn:aws:s3:::data/runs/a'),
      call('s3:GetObject', 'arn:aws:s3:::data/models/a'),
      call('s3:DeleteObject', 'arn:aws:s3:::data/runs/a'),
    ];
    expect(missing(statements, calls)).toEqual([
      's3:GetObject on arn:aws:s3:::data/models/a',
      's3:DeleteObject on arn:aws:s3:::data/runs/a',
    ]);
  });

  it('takes a * in a recorded resource for what the request did not name', () => {
    expect(missing(statements, [call('dynamodb:Query', 'arn:aws:dynamodb:r:1:table/*')])).toEqual([]);
    expect(missing(statements, [call('dynamodb:Query', 'arn:aws:dynamodb:r:2:table/*')])).toHaveLength(1);
  });

  it('finds what is granted and never used', () => {
    expect(unused(statements, [call('s3:GetObject', 'arn:aws:s3:::data/runs/a')])).toEqual([
      'dynamodb:Query',
      's3:PutObject',
    ]);
  });
});
