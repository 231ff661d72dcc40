import { expect, it } from 'vitest';
import { routeOf } from './routes.ts';

it.each([
  ['/s/k1.AbC-_', { route: 'solution', token: 'k1.AbC-_' }],
  ['/confirm/k1.AbC', { route: 'confirm', token: 'k1.AbC' }],
  ['/q/x/', { route: 'satisfaction', token: 'x' }],
  ['/x/k1.AbC', undefined],
  ['/s/', undefined],
  ['/s/a/b', undefined],
  ['/s/..%2Fadmin', undefined],
  [`/s/${'a'.repeat(4_201)}`, undefined],
  ['/constructor/x', undefined],
])('%.20s', (path, place) => {
  expect(routeOf(path)).toEqual(place);
});
