import { Sha256 } from '@aws-crypto/sha256-js';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

const body = 'Action=GetCallerIdentity&Version=2011-06-15';

/**
 * The account that the credentials in force belong to. One signed call; saves an SDK client for the sake of one number.
 * @throws Error saying how to get credentials
 */
export const accountId = async (region: string): Promise<string> => {
  const hostname = `sts.${region}.amazonaws.com`;
  const credentials = new S3Client({ region }).config.credentials; // the SDK's whole chain: profiles, SSO, environment
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'https:',
    hostname,
    path: '/',
    headers: { host: hostname, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  const response = await fetch(`https://${hostname}/`, { method: 'POST', headers, body }).catch((cause: unknown) => {
    throw new Error(`${hostname} cannot be reached. Check the network and AWS_REGION, then try again.`, { cause });
  });
  if (!response.ok)
    throw new Error(
      `AWS does not accept the credentials (${response.status}). Run "aws sso login", or set AWS_PROFILE, and try again.`,
    );
  const answer = (await response.json()) as {
    GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: string } };
  };
  return answer.GetCallerIdentityResponse.GetCallerIdentityResult.Account;
};
