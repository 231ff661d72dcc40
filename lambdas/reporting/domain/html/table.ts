import { escapeHtml } from './escape-html.ts';

/** A table whose first column names its rows. @param rows texts, as they are shown */
export const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const columns = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const lines = rows.map(([name = '', ...cells]) => {
    const values = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(name)}</th>${values}</tr>`;
  });
  // Wide tables scroll by themselves; the keyboard reaches them.
  return `<div class="scroll" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`;
};
