import { describe, expect, it } from 'vitest';
import { find, needs, parseVersion, requireAll } from './prerequisites.ts';

describe('parseVersion', () => {
  it.each([
    ['Python 3.11.7', 3, 11],
    ['openjdk version "17.0.15" 2025-04-15', 17, 0],
    ['openjdk version "21" 2023-09-19', 21, 0],
    ['\u001b[1mApache Maven 3.8.7\u001b[m\nMaven home: /usr/share/maven', 3, 8],
    ['Terraform v1.11.4\non linux_amd64', 1, 11],
    ['v22.23.3', 22, 23],
  ])('reads %j', (text, major, minor) => {
    expect(parseVersion(text)).toEqual({ major, minor });
  });

  it('gives nothing where there is no version', () => {
    expect(parseVersion('command not found')).toBeUndefined();
  });
});

const need = (name: string) => needs.find((candidate) => candidate.name === name) as (typeof needs)[number];

describe('find', () => {
  it('takes the first program whose version fits', async () => {
    const answers: Record<string, string> = { python3: 'Python 3.14.1', 'python3.12': 'Python 3.12.0' };
    expect(await find(need('Python'), async (program) => answers[program])).toEqual({ program: 'python3.12' });
  });

  it('says what was found, what is wanted and how to get it', async () => {
    const result = await find(need('Java'), async () => 'openjdk version "11.0.2"');
    expect(result).toEqual({
      missing: expect.stringMatching(/^Java 17 or newer is missing \(found 11\.0\)\. Install: ./),
    });
  });
});

describe('requireAll', () => {
  it('names everything that is missing at once, one line each', async () => {
    const failure = await requireAll(async () => undefined).catch((error: Error) => error.message);
    expect(String(failure).split('\n')).toHaveLength(needs.length);
  });
});
