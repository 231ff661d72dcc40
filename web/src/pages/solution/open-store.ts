/** App stores' own schemes, and the web. */
const storeSchemes = ['https:', 'market:', 'itms-apps:', 'itms-appss:'];
const patienceMs = 1_500;

/**
 * Opens the app store. The customer's choice is told first, but help does not wait for it longer than a moment.
 * @param url of the store; any other scheme opens nothing
 */
export const openStore = (url: string, tell: () => Promise<unknown>): void => {
  if (!storeSchemes.includes(new URL(url, location.href).protocol)) return;
  const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
  void Promise.race([tell(), patience]).then(() => location.assign(url));
};
