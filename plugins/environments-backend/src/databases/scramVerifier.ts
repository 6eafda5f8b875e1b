import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const ITERATIONS = 4096;

/**
 * What PostgreSQL stores of a password (RFC 5803). Handed over instead of the
 * password, so that none stands in a statement, which the server may log.
 */
export function scramVerifier(
  password: string,
  salt: Uint8Array = randomBytes(16),
): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string) =>
    createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest();
  return [
    `SCRAM-SHA-256$${ITERATIONS}:${base64(salt)}`,
    `${base64(storedKey)}:${base64(hmac('Server Key'))}`,
  ].join('$');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
