// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templatefile look like that
import { expect, it } from 'vitest';
import { renderDefinition } from './render-definition.ts';

const functions = { judge_run_arn: 'arn:judge', store_chunk_arn: 'arn:store' };
const values = { data_bucket: 'the-bucket' };
const text = '{"Resource": "${judge_run_arn}", "Bucket": "${data_bucket}"}';

it('fills every placeholder', () => {
  expect(renderDefinition(text, functions, values)).toEqual({
    text: '{"Resource": "arn:judge", "Bucket": "the-bucket"}',
    problems: [],
  });
});

it.each([
  ['a placeholder nobody supplies', text.replace('judge_run', 'jugde_run'), /jugde_run_arn is not supplied/],
  ['a value nobody uses', '{"Resource": "${judge_run_arn}"}', /data_bucket is supplied, but not used/],
  ['a directive by accident', text.replace('}', ', "x": "{%$.a%}"}'), /space after/],
  ['a placeholder outside a string', '{"a": ${data_bucket}}', /inside quoted strings/],
])('complains of %s', (_, definition, complaint) => {
  expect(renderDefinition(definition, functions, values).problems.join('\n')).toMatch(complaint);
});
