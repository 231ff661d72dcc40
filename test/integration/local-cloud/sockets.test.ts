// Anyone who reaches LocalStack can run code through Lambda: nothing of ours may listen beyond this machine.
import { beforeAll, expect, it } from 'vitest';
import { listeningSockets, processTree } from '../../../scripts/local-cloud/listening-sockets.ts';
import { runningPid } from '../../../scripts/local-cloud/part-process.ts';
import { knownBase } from '../../../scripts/local-cloud/port-block.ts';
import { partsAt } from '../../../scripts/local-cloud/services.ts';
import { outputs } from '../../support/local-cloud.ts';

const parts = partsAt(knownBase() ?? 0).flatMap((part) => {
  const pid = runningPid(part.name);
  return pid === undefined ? [] : [{ name: part.name, port: part.ports[0], pid }];
});

// LocalStack starts kinesis-mock at the first call.
beforeAll(async () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0';
  const headers = {
    authorization,
    'x-amz-target': 'Kinesis_20131202.ListStreams',
    'content-type': 'application/x-amz-json-1.1',
  };
  const response = await fetch(outputs.endpoints.aws, { method: 'POST', headers, body: '{}' });
  expect(response.status, await response.text()).toBe(200);
});

it.each(parts)('$name and its children listen on 127.0.0.1 only', ({ port, pid }) => {
  const sockets = listeningSockets(processTree(pid));
  expect(sockets.map((socket) => socket.port)).toContain(port);
  expect(sockets.filter(({ address }) => address !== '127.0.0.1')).toEqual([]);
});

it('sees the parts it is about', () => {
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['athena', 'appsync', 'fault-proxy']));
});
