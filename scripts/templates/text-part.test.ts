import { expect, it } from 'vitest';
import { textPart } from './text-part.ts';

const body = (inside: string): string =>
  `<mjml><mj-head><mj-preview>hidden</mj-preview></mj-head><mj-body><mj-section><mj-column>${inside}</mj-column></mj-section></mj-body></mjml>`;

it.each([
  ['paragraphs', '<mj-text>One\n   two</mj-text><mj-text>Three</mj-text>', 'One two\n\nThree'],
  ['buttons', '<mj-button href="{{ url }}" color="#fff"> Go &amp; see </mj-button>', 'Go & see: {{ url }}'],
  ['links', '<mj-text>See <a href="{{ url }}">this page</a><br />now</mj-text>', 'See this page: {{ url }}\nnow'],
  [
    'links that are their own label',
    '<mj-text><a href="https://x.example">https://x.example</a></mj-text>',
    'https://x.example',
  ],
  ['lists', '<mj-text><ul><li>a</li><li>b</li></ul></mj-text>', '- a\n- b'],
  [
    'conditions',
    '<mj-raw>{% if a %}</mj-raw><mj-text>A</mj-text><mj-raw>{% endif %}</mj-raw>',
    '{% if a %}\n\nA\n\n{% endif %}',
  ],
  ['images and comments (left out)', '<!-- no --><mj-image src="x" alt="y" /><mj-text>A</mj-text>', 'A'],
  ['emphasis', '<mj-text><strong>{{ artist }}</strong>: &lt;live&gt;</mj-text>', '{{ artist }}: <live>'],
])('writes %s as plain text', (_, inside, expected) => {
  expect(textPart(body(inside))).toBe(expected);
});
