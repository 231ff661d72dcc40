import { describe, expect, it } from 'vitest';
import { addressesAt, elsewhereFrom, lambdaEndpoints, scriptEnvironment } from './addresses.ts';
import { partsAt } from './services.ts';

describe('partsAt', () => {
  it('gives every port to one part only', () => {
    const ports = partsAt(20_000).flatMap((part) => part.ports);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('checks the health of each part on one of its own ports, on the loopback address', () => {
    for (const part of partsAt(20_000)) {
      const { hostname, port } = new URL(part.healthUrl);
      expect(hostname).toBe('127.0.0.1');
      expect(part.ports).toContain(Number(port));
    }
  });

  it('shares no port and no address between two clones', () => {
    const ports = (base: number) => partsAt(base).flatMap((part) => part.ports);
    expect(ports(20_000).filter((port) => ports(20_040).includes(port))).toEqual([]);
    expect(JSON.stringify(partsAt(20_040))).not.toMatch(/\b200[0-3]\d\b/);
  });

  it('leaves LocalStack out when another one is used, and leads the rest there', () => {
    const parts = partsAt(20_000, 'http://127.0.0.1:4566');
    expect(parts.map(({ name }) => name)).not.toContain('localstack');
    const athena = parts.find(({ name }) => name === 'athena');
    expect(athena?.env.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:4566');
    const proxy = parts.find(({ name }) => name === 'fault-proxy');
    expect(proxy?.env.TARGET_URL).toBe('http://127.0.0.1:4566');
  });

  it('keeps the ports LocalStack gives away by itself apart from those of the simulators', () => {
    const [localstack, ...others] = partsAt(20_000);
    const [start, end] = [localstack?.env.EXTERNAL_SERVICE_PORTS_START, localstack?.env.EXTERNAL_SERVICE_PORTS_END];
    const inside = others.flatMap(({ ports }) => ports).filter((port) => port >= Number(start) && port < Number(end));
    expect(inside).toEqual([]);
    expect(Number(end) - Number(start)).toBeGreaterThan(10);
  });

  it('tells the services that say things later where LocalStack is, and forgets what they kept of another', () => {
    for (const name of ['ses', 'end-user-messaging']) {
      const part = partsAt(20_000).find((each) => each.name === name);
      expect(part?.env.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:20000');
      expect(part?.followsLocalstack).toBe(true);
    }
  });

  it('makes LocalStack listen on the loopback address, with the server that obeys', () => {
    const env = partsAt(20_000)[0]?.env;
    expect(env?.GATEWAY_LISTEN).toBe('127.0.0.1:20000');
    expect(env?.GATEWAY_SERVER).toBe('hypercorn');
  });
});

describe('addresses', () => {
  const addresses = addressesAt(20_000);

  it('leads Lambdas to DynamoDB through the fault proxy, unless it is off', () => {
    expect(lambdaEndpoints(addresses, {}).AWS_ENDPOINT_URL_DYNAMODB).toBe(addresses.faultProxy);
    const off = lambdaEndpoints(addresses, { HERALD_FAULT_PROXY: 'off' });
    expect(off.AWS_ENDPOINT_URL_DYNAMODB).toBe(addresses.dynamodb);
  });

  it('leads scripts and Terraform to DynamoDB through the gateway', () => {
    expect(scriptEnvironment(addresses)).not.toHaveProperty('AWS_ENDPOINT_URL_DYNAMODB');
    expect(scriptEnvironment(addresses).AWS_ENDPOINT_URL).toBe(addresses.aws);
  });

  it('takes the caller’s endpoint without its last slash', () => {
    expect(elsewhereFrom({ AWS_ENDPOINT_URL: 'http://localhost:4566/' })).toBe('http://localhost:4566');
    expect(elsewhereFrom({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
  });
});
