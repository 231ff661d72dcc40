import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { anApi, type TestApi } from '../testing/an-api.ts';
import { type FakeLambda, startFakeLambda } from '../testing/fake-lambda.ts';

const SDL = `
  enum Color { RED }
  input In { a: Int! b: String d: AWSDateTime }
  type X { id: ID! n: Int nn: Int! list: [X] when: AWSDateTime }
  type Query { q(a: ID!, d: AWSDateTime, i: In, e: Color): X text: String }`;

let lambda: FakeLambda;
let service: RunningService;
let api: TestApi;
beforeAll(async () => {
  lambda = await startFakeLambda({
    q: () => ({ id: '1', n: 'word', list: 5, when: 'yesterday' }),
    text: () => ({ a: 1 }),
  });
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: lambda.url });
  api = await anApi(service.url, {
    sdl: SDL,
    resolvers: { 'Query.q': { lambda: 'q' }, 'Query.text': { lambda: 'text' } },
  });
});
afterAll(async () => {
  await service.close();
  await lambda.close();
});

describe('a query that is not valid, in the words of graphql-java', () => {
  const of = 'Validation error of type';
  it.each([
    ['{x}', `${of} FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'`],
    ['{q(a: 1) {list {zz}}}', `${of} FieldUndefined: Field 'zz' in type 'X' is undefined @ 'q/list/zz'`],
    ['{q(a: 1)}', `${of} SubSelectionRequired: Sub selection required for type X of field q @ 'q'`],
    [
      '{text {a}}',
      `${of} SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field text @ 'text'`,
    ],
    ['{q(a: 1, b: 2) {id}}', `${of} UnknownArgument: Unknown field argument b @ 'q'`],
    ['{q {id}}', `${of} MissingFieldArgument: Missing field argument a @ 'q'`],
    ['fragment F on No {id} {text ...F}', `${of} UnknownType: Unknown type No`],
    ['{q(a: $v) {id}}', `${of} UndefinedVariable: Undefined variable v @ 'q'`],
    ['query($v: ID) {text}', `${of} UnusedVariable: Unused variable v`],
    ['{...F}', `${of} UndefinedFragment: Undefined fragment F`],
    [
      '{q(a: 1, d: "x") {id}}',
      `${of} WrongType: argument 'd' with value 'StringValue{value='x'}' is not a valid 'AWSDateTime' @ 'q'`,
    ],
    [
      '{q(a: 1, e: BLUE) {id}}',
      `${of} WrongType: argument 'e' with value 'EnumValue{name='BLUE'}' is not a valid 'Color' @ 'q'`,
    ],
    ['{q(a: null) {id}}', `${of} WrongType: argument 'a' with value 'NullValue{}' must not be null @ 'q'`],
    [
      '{q(a: 1, i: {b: "x"}) {id}}',
      `${of} WrongType: argument 'i' with value 'ObjectValue{objectFields=[ObjectField{name='b', value=StringValue{value='x'}}]}' is missing required fields '[a]' @ 'q'`,
    ],
    [
      '{q(a: 1, i: {a: 1, z: 2}) {id}}',
      `${of} WrongType: argument 'i' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}, ObjectField{name='z', value=IntValue{value=2}}]}' contains a field not in 'In': 'z' @ 'q'`,
    ],
    [
      '{q(a: 1, i: {a: "x"}) {id}}',
      `${of} WrongType: argument 'i.a' with value 'StringValue{value='x'}' is not a valid 'Int' @ 'q'`,
    ],
  ])('%s', async (query, message) => {
    const { status, body } = await api.ask(query);
    expect(status).toBe(200);
    expect(body.data).toBeNull();
    expect(body.errors).toContainEqual({
      path: null,
      locations: [expect.objectContaining({ sourceName: null })],
      message,
    });
  });

  it('a syntax error has its place', async () => {
    const { data, errors } = (await api.ask('{')).body;
    expect(data).toBeNull();
    expect(errors?.[0]?.message).toContain('InvalidSyntax');
    expect(errors?.[0]?.locations).toEqual([{ line: 1, column: 2, sourceName: null }]);
  });
});

describe('variables that do not fit', () => {
  const query = 'query($a: ID!, $d: AWSDateTime, $i: In) {q(a: $a, d: $d, i: $i) {id}}';
  it.each([
    [{}, "Variable 'a' has coerced Null value for NonNull type 'ID!'"],
    [{ a: null }, "Variable 'a' has coerced Null value for NonNull type 'ID!'"],
    [{ a: '1', d: '2019' }, "Variable 'd' has an invalid value. Unable to parse `2019` as a valid DateTime Object."],
    [{ a: '1', i: {} }, "Variable 'i' has coerced Null value for NonNull type 'Int!'"],
    [
      { a: '1', i: { a: 1, d: 'x' } },
      "Variable 'i' has an invalid value. Unable to parse `x` as a valid DateTime Object.",
    ],
    [
      { a: '1', i: { a: 1, z: 1 } },
      "The variables input contains a field name 'z' that is not defined for input object type 'In' ",
    ],
  ])('%j', async (variables, message) => {
    const { body } = await api.ask(query, variables);
    expect(body).toMatchObject({ data: null, errors: [{ path: null, message }] });
  });
});

describe('a result that breaks its type', () => {
  it('is null, with the path in the message', async () => {
    const { data, errors } = (await api.ask('{q(a: 1) {n list {id} when}}')).body;
    expect(data).toEqual({ q: { n: null, list: null, when: null } });
    expect(errors?.map(({ message }) => message)).toEqual([
      `Can't serialize value (/q/n) : Int cannot represent non-integer value: "word"`,
      `Can't resolve value (/q/list) : type mismatch error, expected type LIST`,
      `Can't serialize value (/q/when) : Unable to serialize \`yesterday\` as a valid DateTime Object.`,
    ]);
  });

  it('takes its parent along where null is not allowed', async () => {
    expect((await api.ask('{q(a: 1) {nn}}')).body).toEqual({
      data: { q: null },
      errors: [
        {
          path: ['q', 'nn'],
          locations: null,
          message: "Cannot return null for non-nullable type: 'Int' within parent 'X' (/q/nn)",
        },
      ],
    });
  });
});

describe('HTTP', () => {
  const headers = () => ({ 'x-api-key': api.key });
  const send = async (init: RequestInit, query = '') => {
    const response = await fetch(`${api.url}${query}`, { headers: headers(), ...init });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  it.each([
    [undefined, 'Request body is empty.'],
    ['no json', 'Unable to parse GraphQL query.'],
    ['[]', 'Unable to parse GraphQL query.'],
    ['{}', 'Unable to parse GraphQL query.'],
    ['{"variables":{}}', 'Unable to parse GraphQL query.'],
  ])('refuses the body %s with 400', async (body, message) => {
    const errors = [{ errorType: 'MalformedHttpRequestException', message }];
    expect(await send({ method: 'POST', body: body ?? null })).toMatchObject({ status: 400, body: { errors } });
  });

  it('answers GET with query, variables and operationName', async () => {
    const query = new URLSearchParams({
      query: 'query A($a: ID!) {q(a: $a) {id}} query B {text}',
      operationName: 'A',
      variables: '{"a":"1"}',
    });
    expect((await send({}, `?${query}`)).body).toEqual({ data: { q: { id: '1' } } });
  });

  it('asks for the name of the operation where there are several', async () => {
    const body = JSON.stringify({ query: 'query A {text} query B {text}' });
    expect(await send({ method: 'POST', body })).toMatchObject({
      status: 400,
      body: { errors: [{ errorType: 'BadRequestException' }] },
    });
  });

  it('names the headers a browser asks for: a star would not cover Authorization', async () => {
    const asked = {
      'access-control-request-headers': 'authorization,x-api-key',
      'access-control-request-method': 'POST',
    };
    const preflight = await send({ method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-api-key');
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('says when there is no such API, and that it is up', async () => {
    const missing = await fetch(`${service.url}/${'a'.repeat(26)}/graphql`, { method: 'POST', body: '{}' });
    expect(missing.status).toBe(404);
    expect(await (await fetch(`${service.url}/health`)).json()).toEqual({ status: 'ok', apis: [api.id] });
  });
});
