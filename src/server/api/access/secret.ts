import { createHash, randomBytes } from 'node:crypto'

/** What a token begins with, so that a scanner of secrets knows it. */
export const TOKEN_PREFIX = 'suture_'

/** 256 random bits, as text. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is kept of a secret: it has too many bits to be guessed, so that a plain SHA-256 is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
