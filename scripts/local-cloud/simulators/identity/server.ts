// A tiny OpenID Connect issuer for local customers: whoever asks for a token gets it.
import type { RunningService } from '../kit/http-service.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { createTokens, tokenRequest } from './tokens.ts';

export type IdentityOptions = { port: number; host?: string; clientId: string };

const discovery = (issuer: string) => ({
  issuer,
  jwks_uri: `${issuer}/jwks`,
  token_endpoint: `${issuer}/token`,
  authorization_endpoint: `${issuer}/authorize`,
  response_types_supported: ['token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});

const parsed = ({ body }: SimulatedRequest): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

/** Starts an issuer; its address is its name (`iss`). `clientId` is the audience unless a request names another. */
export const startIdentity = async ({ clientId, ...where }: IdentityOptions): Promise<RunningService> => {
  const tokens = await createTokens();
  let issuer = '';
  const token = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
    const asked = tokenRequest.safeParse(parsed(request));
    if (!asked.success) {
      const error_description = 'The body must be JSON: {sub, claims?, audience?, expiresInSeconds?}.';
      return { status: 400, body: { error: 'invalid_request', error_description } };
    }
    const access_token = await tokens.sign(asked.data, issuer, asked.data.audience ?? clientId);
    return {
      status: 200,
      body: { access_token, token_type: 'Bearer', expires_in: asked.data.expiresInSeconds ?? 3600 },
    };
  };
  const answer = (request: SimulatedRequest): SimulatedAnswer | Promise<SimulatedAnswer> => {
    const path = request.path.split('?')[0];
    if (path === '/.well-known/openid-configuration') return { status: 200, body: discovery(issuer) };
    if (path === '/jwks') return { status: 200, body: { keys: tokens.keys } };
    if (path === '/token' && request.method === 'POST') return token(request);
    return { status: 404, body: { error: 'not_found' } };
  };
  const running = await startSimulator({ ...where, name: 'identity', answer });
  issuer = running.url;
  return running;
};
