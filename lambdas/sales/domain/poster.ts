import { toWebUrl } from './plain-values.ts';

type Image = { ratio?: string | undefined; url: string; width: number; fallback?: boolean | undefined };

/** E-mail clients show about 640 pixels; a wider one is sharper on phones, far wider only costs. */
const WANTED_WIDTH = 1_136;

/** The poster for e-mail: 16:9, the artist's own before Discovery's stand-in, nearest to the wanted width. */
export const posterOf = (images: readonly Image[]): string | undefined => {
  const usable = images.flatMap(({ url, ...image }) => {
    const href = image.ratio === '16_9' ? toWebUrl(url) : undefined;
    return href === undefined ? [] : [{ href, ...image }];
  });
  const distance = ({ width }: { width: number }) => Math.abs(width - WANTED_WIDTH);
  const own = (image: { fallback?: boolean | undefined }) => Number(image.fallback ?? false);
  return usable.sort((one, other) => own(one) - own(other) || distance(one) - distance(other))[0]?.href;
};
