// One row scored within a time budget, behind a breaker, and by the declared fallback when that fails.
import {
  afterFailure,
  afterSuccess,
  assembleFeatures,
  type BreakerState,
  closedBreaker,
  type FeatureVector,
  type ModelSpec,
  type ScoringProvider,
  type ScoringProviders,
  tryPass,
  versionFor,
} from '../../candidates/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';
import { eventFeatures } from '../domain/event-features.ts';
import type { RiskRequest } from '../ports.ts';

export type Model = ReactiveProgram['scoringModel'];
/** Rings after so many milliseconds; what it returns stops it. */
type Alarm = (milliseconds: number, ring: () => void) => () => void;
export type GuardedDeps = { providers: ScoringProviders; clock: Clock; alarm?: Alarm };
/**
 * `vector`: what was scored. `inputs`: what the program's own model was given, or would have been had it answered, for the decision
 * record; empty when nobody could read what it wants. `spec`: of the model that scored.
 */
export type Guarded = {
  value: number;
  scoredBy: string;
  modelVersion: string;
  fallback: boolean;
  vector: FeatureVector;
  inputs: FeatureVector;
  spec: ModelSpec | undefined;
  provider: ScoringProvider;
};

/** Three failures in a row and the endpoint rests for half a minute; then one call tries it (as in batch scoring). */
const policy = { failures: 3, openForMs: 30_000 };
const nothing: FeatureVector = { row: [], byName: {}, defaulted: [] };

const systemAlarm: Alarm = (milliseconds, ring) => {
  const timer = setTimeout(ring, milliseconds).unref();
  return () => clearTimeout(timer);
};

/** The model of an endpoint `model://<id>`; `sagemaker://` endpoints are described by the program's model. */
const modelOf = ({ endpoint, modelId }: Model): string =>
  endpoint.startsWith('model://') ? endpoint.slice('model://'.length) : modelId;

/** The event's and the customer's features, in the model's order. */
const vectorOf = ({ customerId, attributes, features }: RiskRequest, spec: ModelSpec): FeatureVector =>
  assembleFeatures(
    { customerId, subject: '', attributes: eventFeatures(attributes) },
    spec,
    new Map([[`customer#${customerId}`, features]]),
  );

/** `wants`: what each endpoint's model wants, by its description that was read last. */
type ScoreDeps = GuardedDeps & { wants: Map<string, ModelSpec> };

const describe = async ({ providers, wants }: ScoreDeps, model: Model, version?: string): Promise<ModelSpec> => {
  const spec = await providers.spec(modelOf(model), version);
  wants.set(model.endpoint, spec);
  return spec;
};

const scoreAt = async (deps: ScoreDeps, model: Model, request: RiskRequest): Promise<Guarded> => {
  const { providers } = deps;
  const modelId = modelOf(model);
  const choice = model.endpoint.startsWith('model://') ? await providers.serving(modelId) : undefined;
  const version = choice && versionFor(modelId, choice, request.customerId);
  const [spec, provider] = await Promise.all([
    model.features.length === 0 ? undefined : describe(deps, model, version),
    providers.open(model.endpoint, version),
  ]);
  const vector = spec ? vectorOf(request, spec) : nothing;
  const [value] = await provider.score([vector.row]);
  if (value === undefined || !(value >= 0 && value <= 1))
    throw new RangeError(`${model.endpoint} gave ${value}, no probability`);
  const scored = { value, scoredBy: model.endpoint, modelVersion: provider.version, fallback: false };
  return { ...scored, vector, inputs: vector, spec, provider };
};

/** Late is as good as away: the customer waits for help. Work that is late is left to itself. */
const within = <T>(work: Promise<T>, milliseconds: number, alarm: Alarm): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = alarm(milliseconds, () =>
      reject(
        new TransientError(`no score within ${milliseconds} ms`, { whatToDo: 'The fallback scores in its place.' }),
      ),
    );
    work.then(resolve, reject).finally(stop);
  });

/** Scores a customer by a program's model. One breaker per endpoint lives as long as the Lambda. Never throws for a model. */
export const createGuardedScore = (given: GuardedDeps) => {
  const deps: ScoreDeps = { ...given, wants: new Map() };
  const breakers = new Map<string, BreakerState>();
  const alarm = deps.alarm ?? systemAlarm;
  const ask = async (model: Model, request: RiskRequest): Promise<Guarded | undefined> => {
    const now = () => deps.clock.now().getTime();
    const pass = tryPass(breakers.get(model.endpoint) ?? closedBreaker, now(), policy);
    breakers.set(model.endpoint, pass.state);
    if (!pass.allowed) return undefined;
    try {
      const scored = await within(scoreAt(deps, model, request), model.timeBudgetMs, alarm);
      breakers.set(model.endpoint, afterSuccess(pass.state));
      return scored;
    } catch (error) {
      breakers.set(model.endpoint, afterFailure(pass.state, now(), policy));
      logger.warn('risk model away, fallback scores', { endpoint: model.endpoint, cause: messageOf(error) });
      return undefined;
    }
  };
  return async (model: Model, request: RiskRequest): Promise<Guarded> => {
    const scored = await ask(model, request);
    if (scored) return scored;
    // A constant needs no features; another model brings its own description.
    const features = model.fallback.startsWith('constant://') ? [] : model.features;
    const stand = await scoreAt(deps, { ...model, endpoint: model.fallback, features }, request);
    const wanted = deps.wants.get(model.endpoint);
    return { ...stand, fallback: true, inputs: wanted ? vectorOf(request, wanted) : stand.vector };
  };
};
