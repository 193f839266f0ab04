import { expect, test } from 'vitest'
import { completeBySchema, type Schema } from './complete-by-schema.ts'

const definitions: Readonly<Record<string, Schema>> = {
  user: {
    type: 'object',
    properties: { login: { type: 'string' }, url: { type: 'string', format: 'uri' }, bio: { type: ['string', 'null'] } },
    required: ['login', 'url', 'bio'],
  },
  team: { type: 'object', properties: { slug: { type: 'string' } }, required: ['slug'] },
}
const user = { $ref: '#/components/schemas/user' }
const complete = (schema: Schema, value: unknown) => completeBySchema(schema, value, definitions)

test('gives what is required and lacking: null where allowed, else empty', () => {
  expect(complete(user, { login: 'a' })).toEqual({ login: 'a', url: 'https://github.invalid/', bio: null })
})

test('adds nothing that is optional, and keeps what is given even where it is unknown', () => {
  const schema = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer' } }, required: ['a'] }
  expect(complete(schema, { c: 1 })).toEqual({ c: 1, a: 0 })
})

test('completes the entries of lists, and chooses the branch that has the keys', () => {
  expect(
    complete({ type: 'array', items: { anyOf: [user, { $ref: '#/components/schemas/team' }] } }, [{ slug: 's' }, { login: 'l' }]),
  ).toEqual([{ slug: 's' }, { login: 'l', url: 'https://github.invalid/', bio: null }])
})

test('null is the answer where a branch allows it', () => {
  expect(complete({ type: 'object', properties: { owner: { anyOf: [user, { enum: [null] }] } }, required: ['owner'] }, {})).toEqual({
    owner: null,
  })
})
