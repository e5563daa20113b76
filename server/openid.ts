import type { OAuthConfig } from 'next-auth/providers/oauth';
import { log } from './log';
import { StartupError } from './startup-error';

/** What next-auth's routes call the provider: its callback address is `/api/auth/callback/oidc`. */
export const OPENID = 'oidc';

/** Another site that says who somebody is, by OpenID Connect. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the buttons call it. */
  readonly label: string;
}

/**
 * What the README documents of OpenID Connect; null where no provider is named.
 *
 * @throws StartupError for settings that are not whole, or a provider that anybody on the way could pass for
 */
export function openIdSettings(env: NodeJS.ProcessEnv = process.env): OpenIdSettings | null {
  const of = (name: string) => env[`OIDC_${name}`]?.trim() || '';
  const [issuer, clientId, clientSecret] = [of('ISSUER'), of('CLIENT_ID'), of('CLIENT_SECRET')];
  if (issuer === '' && clientId === '' && clientSecret === '') return null;
  if (issuer === '' || clientId === '' || clientSecret === '') {
    throw new StartupError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all of them, or none.');
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const isHere = url?.protocol === 'http:' && /^(127\.[\d.]+|\[::1\]|localhost)$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !isHere) {
    throw new StartupError(`OIDC_ISSUER=${issuer} is no https:// address.`);
  }
  return { issuer, clientId, clientSecret, label: of('LABEL') || url?.hostname || issuer };
}

/** What a provider says of somebody. Nothing of it is believed to have any form. */
interface Profile {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/**
 * The provider as next-auth wants it: authorization code with PKCE, the state in a cookie of the browser that asked, a nonce in the ID
 * token. Claims come from the ID token and from the userinfo endpoint, whose subject must be the same.
 */
export function openIdProvider({ issuer, clientId, clientSecret, label }: OpenIdSettings): OAuthConfig<Profile> {
  return {
    id: OPENID,
    name: label,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    userinfo: {
      request: async ({ tokens, client }) => {
        // next-auth's type of it leaves out what openid-client's has.
        const idToken = (tokens as unknown as { claims(): Profile }).claims();
        // openid-client takes the issuer from what it found at the address, and that may name another.
        if (idToken.iss !== issuer) {
          log.error(
            { event: 'openid', configured: issuer, found: idToken.iss },
            'OIDC_ISSUER is not what the issuer calls itself',
          );
          throw new Error('the ID token is of another issuer');
        }
        const info = await client.userinfo(tokens.access_token ?? '');
        if (info.sub !== idToken.sub) throw new Error('the userinfo endpoint tells of somebody else');
        return { ...idToken, ...info };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
    httpOptions: { timeout: 10_000 },
  };
}
