// Tokens for the gateway, by the role of the signed-in user.
import { SignJWT } from 'jose';

const LIFETIME = '10m';

/** Claims of each role's token. */
const CLAIMS = {
  analyst: { queries: ['new-signups', 'active-users', 'signups-by-day'] },
  support: {
    queries: ['new-signups', 'active-users', 'signups-by-day', 'user-directory', 'recent-messages'],
    pii: true,
  },
};

/**
 * Signs a token with the gateway's `LETZ_SECRET`.
 * @param {keyof typeof CLAIMS} role
 * @param {string} secret
 */
export const signToken = (role, secret) =>
  new SignJWT(CLAIMS[role])
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('letz-gateway')
    .setExpirationTime(LIFETIME)
    .sign(new TextEncoder().encode(secret));
