// CloudFront Function (cloudfront-js-2.0), before the cache: every page is one document, which reads its own address.
// The local cloud's part `web` runs this very file.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  if (!/^\/(assets\/.+|icon\.svg|robots\.txt)$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
