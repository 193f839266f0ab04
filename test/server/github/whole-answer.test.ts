import { expect, test } from 'vitest'
import { onlyWholeAnswers } from '../../../src/server/github/whole-answer.ts'
import type { Outgoing } from '../../support/github/half-answers/half-answer.ts'
import { HALF_ANSWERS } from '../../support/github/half-answers/index.ts'

const API = 'https://github.example/api/v3'
const SHA = 'a'.repeat(40)
const JSON_TYPE = 'application/json; charset=utf-8'
const HALF = expect.objectContaining({ code: 'half_answer' })

function responseOf({ status, headers, bytes, breakAfter }: Outgoing): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, breakAfter ?? bytes.length))
      if (breakAfter === undefined) controller.close()
      else controller.error(new TypeError('terminated'))
    },
  })
  return new Response([204, 304].includes(status) ? null : body, { status, headers })
}

const json = (value: unknown, status = 200): Outgoing => ({
  ...{ status, headers: { 'content-type': JSON_TYPE } },
  bytes: Buffer.from(JSON.stringify(value)),
})
const ask = (answer: Outgoing, path: string, init: RequestInit = {}) =>
  onlyWholeAnswers(async () => responseOf(answer), API)(`${API}${path}`, init)

/** Whole answers, one of each shape. */
const WHOLE: readonly (readonly [method: string, path: string, value: unknown])[] = [
  ['GET', '/repos/o/r', { id: 1, default_branch: 'main', html_url: 'https://github.example/o/r' }],
  ['GET', '/repos/o/r/issues/5/comments?per_page=100&page=2', [{ id: 7, user: { login: 'o' }, body: 'text' }]],
  [
    'GET',
    '/repos/o/r/actions/runs/5/attempts/1/jobs',
    { total_count: 1, jobs: [{ id: 1, name: 'a', status: 'completed', conclusion: null }] },
  ],
  ['GET', '/repos/o/r/contents/a.txt', { type: 'file', sha: SHA, size: 3, encoding: 'base64', content: 'YWJj\n' }],
  ['POST', '/repos/o/r/actions/workflows/a.yml/dispatches', { workflow_run_id: 5 }],
  ['POST', '/app/installations/7/access_tokens', { token: 'ghs_a', expires_at: '2026-11-24T00:00:00Z' }],
]

test.each(WHOLE)('%s %s: the whole answer is handed on, and nobody has read it yet', async (method, path, value) => {
  expect(await (await ask(json(value), path, { method })).json()).toEqual(value)
})

const kinds = HALF_ANSWERS.filter(({ parts, name }) => parts.includes('json') && !name.endsWith('page'))
test.each(kinds.map((kind) => [kind.name, kind] as const))('%s is no answer to anything', async (_name, kind) => {
  for (const [method, path, value] of WHOLE) {
    const spoilt = kind.spoil(json(value))
    expect(spoilt).not.toBe(null)
    if (spoilt !== null) await expect(ask(spoilt, path, { method }), `${method} ${path}`).rejects.toEqual(HALF)
  }
})

test('a server error is left to those who try again', async () => {
  const answer = { ...json('x'), status: 502, headers: { 'content-type': 'text/html' } }
  expect((await ask(answer, '/repos/o/r')).status).toBe(502)
})

test('nothing is an answer only where nothing is promised', async () => {
  const nothing: Outgoing = { status: 204, headers: {}, bytes: new Uint8Array() }
  await expect(ask(nothing, '/repos/o/r')).rejects.toEqual(HALF)
  expect((await ask(nothing, '/repos/o/r/git/refs/heads/a', { method: 'DELETE' })).status).toBe(204)
  const dispatches = '/repos/o/r/actions/workflows/a.yml/dispatches'
  expect((await ask(nothing, dispatches, { method: 'POST' })).status).toBe(204)
})

test('a refusal counts where GitHub says it itself', async () => {
  expect((await ask(json({ message: 'Not Found' }, 404), '/repos/o/r')).status).toBe(404)
  await expect(ask(json({}, 404), '/repos/o/r')).rejects.toEqual(HALF)
  await expect(ask(json({ message: 'Conflict' }, 409), '/repos/o/r/issues/1/comments')).rejects.toEqual(HALF)
  expect((await ask(json({ message: 'done' }, 409), '/repos/o/r/actions/runs/1/cancel', { method: 'POST' })).status).toBe(409)
})

test('a text that is shorter than its size says, and a list of what is no directory, are no file', async () => {
  const file = { type: 'file', sha: SHA, size: 4, encoding: 'base64', content: 'YWJj' }
  await expect(ask(json(file), '/repos/o/r/contents/a')).rejects.toEqual(HALF)
  await expect(ask(json([]), '/repos/o/r/contents/a')).rejects.toEqual(HALF)
  const listed = [{ type: 'file', name: 'b', path: 'a/b', sha: SHA }]
  expect((await ask(json(listed), '/repos/o/r/contents/a')).status).toBe(200)
})

test('a download is an address, and nothing else', async () => {
  const manual = { redirect: 'manual' } as const
  const moved = (location: string): Outgoing => ({ status: 302, headers: { location }, bytes: new Uint8Array() })
  expect((await ask(moved('https://blobs.example/1'), '/repos/o/r/actions/jobs/1/logs', manual)).status).toBe(302)
  await expect(ask(moved('nowhere'), '/repos/o/r/actions/jobs/1/logs', manual)).rejects.toEqual(HALF)
  await expect(ask(json({}), '/repos/o/r/actions/jobs/1/logs', manual)).rejects.toEqual(HALF)
})
