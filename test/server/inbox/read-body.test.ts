import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSignature, readSignedBody } from '../../../src/server/inbox/read-body.ts'

const SECRET = 'hush'
const hmac = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest()

async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

test('a signature is sixty-four digits after sha256=, and nothing else', () => {
  expect(readSignature(`sha256=${'0a'.repeat(32)}`)).toEqual(Buffer.alloc(32, 10))
  for (const wrong of [
    null,
    '',
    'nonsense',
    'sha256=',
    `sha256=${'0a'.repeat(31)}`,
    `sha1=${'0a'.repeat(32)}`,
    `sha256=${'0A'.repeat(32)}`,
  ])
    expect(readSignature(wrong)).toBeNull()
})

test('a body is read where its signature is right, in however many parts it comes', async () => {
  expect((await readSignedBody(parts('{"a"', ':1', '}'), 100, hmac('{"a":1}'), SECRET))?.toString()).toBe('{"a":1}')
  expect(await readSignedBody(parts('{"a"', ':1', '}'), 100, hmac('{"a":1}', 'a guess'), SECRET)).toBeNull()
  expect(await readSignedBody(parts('{"a"', ':2', '}'), 100, hmac('{"a":1}'), SECRET)).toBeNull()
  expect((await readSignedBody(parts(), 0, hmac(''), SECRET))?.length).toBe(0)
})

test('a body beyond the limit is left there', async () => {
  let read = 0
  const endless = async function* () {
    for (;;) {
      read += 10
      yield Buffer.alloc(10)
    }
  }
  expect(await readSignedBody(endless(), 25, hmac(''), SECRET)).toBeNull()
  expect(read).toBe(30)
})

test('what the stream throws is thrown', async () => {
  const broken = async function* () {
    yield Buffer.from('{')
    throw new Error('the connection ended')
  }
  await expect(readSignedBody(broken(), 25, hmac('{'), SECRET)).rejects.toThrow('the connection ended')
})
