import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPluginDir } from './find-plugin-dir.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'herald-plugins-'));
const mirror = () => {
  const root = folder();
  mkdirSync(join(root, 'registry.example', 'hashicorp', 'aws'), { recursive: true });
  return root;
};

it('takes the first usual place that holds the provider', () => {
  const found = mirror();
  expect(findPluginDir({}, ['/nowhere', folder(), found, mirror()])).toBe(found);
});

it('finds none where there is none', () => {
  expect(findPluginDir({}, [folder()])).toBeUndefined();
});

it('prefers the folder named by the environment', () => {
  const named = mirror();
  expect(findPluginDir({ HERALD_TERRAFORM_PLUGIN_DIR: named }, [mirror()])).toBe(named);
});

it('refuses a named folder without the provider and says what to do', () => {
  expect(() => findPluginDir({ HERALD_TERRAFORM_PLUGIN_DIR: folder() }, [mirror()])).toThrow(/providers mirror/);
});
