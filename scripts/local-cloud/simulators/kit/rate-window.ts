/** Lets `perSecond` through in any second that ends now; what it refuses does not count. Times in milliseconds. */
export const createRateWindow = (perSecond: number) => {
  let passed: number[] = [];
  return (now: number): boolean => {
    if ((passed[0] ?? now) <= now - 1000) passed = passed.filter((at) => at > now - 1000);
    if (passed.length >= perSecond) return false;
    passed.push(now);
    return true;
  };
};
