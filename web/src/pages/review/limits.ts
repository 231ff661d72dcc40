/** As the API has them (lambdas/responses/domain/review.ts); checked here so that nobody waits for a "no". */
export const longestText = 5_000;
export const mostPhotos = 5;
export const mostMegabytes = 10;
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'];
