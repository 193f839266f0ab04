import { expect, test } from 'vitest'
import { redact } from '../../src/model/redact.ts'

test.each([
  ['an installation token', `ghs_${'a1B2'.repeat(9)}`],
  ['a personal token', `ghp_${'a1B2'.repeat(9)}`],
  ['a fine-grained token', `github_pat_${'a1B2_'.repeat(9)}`],
  ['a JWT', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----'],
  ['a private key that was cut off', '-----BEGIN PRIVATE KEY-----\\nMIIabc'],
  ['a signature', `sha256=${'0a'.repeat(32)}`],
  ["a provider's key", `sk-${'a1B2'.repeat(6)}`],
])('%s is cut out, and what stands around it stays', (_name, secret) => {
  expect(redact(`before ${secret}`)).toBe('before [redacted]')
})

test('the password in a URL and the word after an authorization scheme are cut out', () => {
  expect(redact('postgres://me:hunter22@db/x')).toBe('postgres://me:[redacted]@db/x')
  expect(redact('authorization: Bearer abcdefghijklmnop0')).toBe('authorization: Bearer [redacted]')
})

test('given secrets are cut out wherever they stand', () => {
  expect(redact('a=my-secret&b=my-secret', ['my-secret'])).toBe('a=[redacted]&b=[redacted]')
})

test('commits, paths and ordinary words stay', () => {
  const text = `job abc at ${'0a'.repeat(20)} in src/token.py: token expired`
  expect(redact(text)).toBe(text)
})
