// Which opens and clicks no person made. Rules of thumb with their sources: reports keep both kinds apart, so that a wrong
// guess hides nothing.

/**
 * User agents of prefetchers and scanners: Apple's Mail Privacy Protection fetches with a bare `Mozilla/5.0`; image proxies
 * of Gmail and Yahoo name themselves (support.google.com/mail/answer/145919); gateways and libraries by their names.
 */
const machineAgents = [
  /^\s*$/,
  /^Mozilla\/[\d.]+$/,
  /GoogleImageProxy|ggpht\.com|YahooMailProxy|AppleMailProxy/i,
  /barracuda|mimecast|proofpoint|urldefense|safelinks|symantec|messagelabs|trend ?micro|sophos|cloudmark|fireeye|cisco-?esa/i,
  /(?<!cu)bot\b|crawler|spider|scanner|link-?(check|preview)|facebookexternalhit|slackbot|headlesschrome|phantomjs/i,
  /^(curl|wget|python|java|go-http-client|okhttp|libwww|axios|node|ruby|apache-httpclient)\b/i,
];
/** Scanners follow links while they take the message in; a person needs longer to see, read and tap. */
const scannerMs = 5_000;

export const isMachineAgent = (userAgent: string): boolean => machineAgents.some((agent) => agent.test(userAgent));

/** `arrivedAt`, `at`: ISO 8601; when the message was delivered, if known, and when the visit came. */
export type Visit = { kind: 'open' | 'click'; method: string; userAgent: string; at: string; arrivedAt?: string };

/** Whether a visit is a machine's. Only clicks are judged by time: an open right after delivery is a phone's preview, seen. */
export const isMachineVisit = ({ kind, method, userAgent, at, arrivedAt }: Visit): boolean => {
  if (method !== 'GET' || isMachineAgent(userAgent)) return true;
  return kind === 'click' && arrivedAt !== undefined && Date.parse(at) - Date.parse(arrivedAt) < scannerMs;
};
