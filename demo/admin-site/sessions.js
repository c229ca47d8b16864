// Users and sessions, in memory. A real site keeps both in its database.
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

const HOURS = 3_600_000;
const SESSION_MS = 8 * HOURS;

/** @typedef {{ name: string, role: 'analyst' | 'support' }} User */

/** @type {Map<string, User & { salt: Buffer, hash: Buffer }>} */
const users = new Map();
/** @type {Map<string, { user: User, expires: number }>} */
const sessions = new Map();

/**
 * @param {string} name
 * @param {User['role']} role
 * @param {string} password
 */
export function addUser(name, role, password) {
  const salt = randomBytes(16);
  users.set(name, { name, role, salt, hash: scryptSync(password, salt, 32) });
}

/**
 * Starts a session. An unknown user takes as long as a wrong password.
 * @param {string} name
 * @param {string} password
 * @returns {string | undefined} the session's id, unless the password is wrong
 */
export function signIn(name, password) {
  const user = users.get(name);
  const hash = scryptSync(password, user?.salt ?? randomBytes(16), 32);
  if (!user || !timingSafeEqual(hash, user.hash)) return undefined;
  const id = randomBytes(32).toString('base64url');
  sessions.set(id, { user: { name: user.name, role: user.role }, expires: Date.now() + SESSION_MS });
  return id;
}

/** @param {string} id */
export const signOut = (id) => sessions.delete(id);

/**
 * The user of a session that has not ended.
 * @param {string} id
 * @returns {User | undefined}
 */
export function userOf(id) {
  const session = sessions.get(id);
  if (session && session.expires > Date.now()) return session.user;
  sessions.delete(id);
  return undefined;
}
