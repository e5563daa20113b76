// Headers of every answer, refusals and files too. proxy.ts puts a page's own Content-Security-Policy in the place of this one.

/** Nobody here asks for any of these; what is shown in a frame of ours would get none either. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb'];

/** Of what is no page: a file, a worker, the service worker, JSON. */
const FILE_POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Pages for frames of other sites, and the pictures that they show of a link. */
const FOR_OTHER_SITES = /^\/(?:[a-z]+\/embed|previews|api\/preview)\//;

/**
 * @param {string} path with its query
 * @param {boolean} isHttps whether readers reach this site by https alone
 * @returns {Readonly<Record<string, string>>}
 */
export function responseHeaders(path, isHttps) {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': PERMISSIONS.map((feature) => `${feature}=()`).join(', '),
    'content-security-policy': FILE_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    ...(FOR_OTHER_SITES.test(path) ? {} : { 'cross-origin-resource-policy': 'same-origin' }),
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
