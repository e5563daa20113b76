import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider, { type FindAccount } from 'oidc-provider';

export interface OpenIdServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/** By subject: what the provider says of somebody. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * An OpenID Connect provider on loopback that asks nothing but who one is, by a form with one field, and insists on PKCE.
 *
 * @param site where the app's own address is, to which alone it sends people back
 */
export async function startOpenIdServer(site: string, people: People): Promise<OpenIdServer> {
  const clientSecret = randomBytes(24).toString('base64url');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = makeProvider(issuer, `${site}/api/auth/callback/oidc`, clientSecret, people);
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/who')) return handle(request, response);
    if (request.method !== 'POST') return response.setHeader('content-type', 'text/html').end(FORM);
    const accountId = await fieldOf(request);
    await provider.interactionFinished(request, response, { login: { accountId } });
  });
  return {
    issuer,
    clientId: 'interleave',
    clientSecret,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const FORM =
  '<!doctype html><title>Who are you?</title><form method="post"><label>Who are you? <input name="who"></label><button>Continue</button></form>';

async function fieldOf(request: IncomingMessage): Promise<string> {
  return new URLSearchParams(await text(request)).get('who') ?? '';
}

function makeProvider(issuer: string, redirectUri: string, clientSecret: string, people: People): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const findAccount: FindAccount = async (_context, id) =>
    people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) };
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: 'interleave', client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    claims: { email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/who/${uid}` },
    pkce: { required: () => true },
    findAccount,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    // Nobody is asked whether they agree.
    loadExistingGrant: async ({
      oidc,
    }: {
      readonly oidc: {
        readonly client: { readonly clientId: string };
        readonly session: { readonly accountId: string };
      };
    }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}
