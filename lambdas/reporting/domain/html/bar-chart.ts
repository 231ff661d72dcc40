import { escapeHtml } from './escape-html.ts';

export type Bar = { name: string; value: number };

const [row, bar, left, width, right] = [28, 18, 130, 440, 70];
/** A bar that stands for something is never invisible. */
const thinnest = 1;

/**
 * Horizontal bars as inline SVG, each with its name and value as text. Who cannot see it gets the same from `aria-label`;
 * colour says nothing alone.
 */
export const barChart = (title: string, bars: readonly Bar[]): string => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const height = bars.length * row + 8;
  const label = `${title}: ${bars.map(({ name, value }) => `${name} ${value}`).join(', ')}`;
  const drawn = bars.map(({ name, value }, index) => {
    const y = index * row + 4;
    const length = value === 0 ? 0 : Math.max(thinnest, (value / most) * width);
    return `<text x="${left - 8}" y="${y + 14}" text-anchor="end">${escapeHtml(name)}</text><rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${bar}"/><text x="${(left + length + 6).toFixed(1)}" y="${y + 14}">${value}</text>`;
  });
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>
<svg role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${left + width + right} ${height}" width="${left + width + right}" height="${height}">
${drawn.join('\n')}
</svg></figure>`;
};
