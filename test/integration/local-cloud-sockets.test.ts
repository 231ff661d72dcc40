// Anyone who reaches LocalStack can run code through Lambda: nothing of ours may listen beyond this machine.
import { expect, it } from 'vitest';
import { listeningSockets, processTree } from '../../scripts/local-cloud/listening-sockets.ts';
import { runningPid } from '../../scripts/local-cloud/part-process.ts';
import { knownBase } from '../../scripts/local-cloud/port-block.ts';
import { partsAt } from '../../scripts/local-cloud/services.ts';

const parts = partsAt(knownBase() ?? 0).flatMap((part) => {
  const pid = runningPid(part.name);
  return pid === undefined ? [] : [{ name: part.name, port: part.ports[0], pid }];
});

it.each(parts)('$name and its children listen on 127.0.0.1 only', ({ port, pid }) => {
  const sockets = listeningSockets(processTree(pid));
  expect(sockets.map((socket) => socket.port)).toContain(port);
  expect(sockets.filter(({ address }) => address !== '127.0.0.1')).toEqual([]);
});

it('sees the parts it is about', () => {
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['athena', 'appsync', 'fault-proxy']));
});
