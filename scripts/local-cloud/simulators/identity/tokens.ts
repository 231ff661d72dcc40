import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import * as z from 'zod';

const ALGORITHM = 'RS256';
const HOUR = 3600;

/** `expiresInSeconds` may be negative: a token that is over. `audience`: the client it is for. */
export const tokenRequest = z.strictObject({
  sub: z.string().min(1),
  claims: z.record(z.string(), z.unknown()).optional(),
  audience: z.string().optional(),
  expiresInSeconds: z.int().optional(),
});
type TokenRequest = z.infer<typeof tokenRequest>;

/** One key pair for as long as the process lives: its tokens are worth nothing to the next. */
export const createTokens = async () => {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const kid = crypto.randomUUID();
  const keys = [{ ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: 'sig' }];
  return {
    keys,
    /** A signed token, as a customer's app would hold it. */
    sign: ({ sub, claims = {}, expiresInSeconds = HOUR }: TokenRequest, issuer: string, audience: string) => {
      const now = Math.floor(Date.now() / 1000);
      const payload: JWTPayload = {
        auth_time: now,
        token_use: 'access',
        ...claims,
        iss: issuer,
        aud: audience,
        azp: audience,
        sub,
        iat: Math.min(now, now + expiresInSeconds),
        exp: now + expiresInSeconds,
      };
      return new SignJWT(payload).setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' }).sign(privateKey);
    },
  };
};
