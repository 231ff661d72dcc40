/** The app store's address for a device type as the app says it, whatever its case; nothing for one that nobody listed. */
export const storeUrlFor = (storeUrls: Readonly<Record<string, string>>, deviceType: string): string | undefined =>
  Object.entries(storeUrls).find(([type]) => type.toLowerCase() === deviceType.toLowerCase())?.[1];
