import { expect, test } from 'vitest'
import { halfAnswer } from '../../../src/server/github/half-answer.ts'
import { isOutage, isRefusal } from '../../../src/server/github/whose-fault.ts'

/** As Octokit throws it. */
const answered = (status: number, headers: Record<string, string> = {}, message = 'no') =>
  Object.assign(new Error(message), { status, response: { headers } })

test.each([
  ['an error of its own', answered(502), true, false],
  ['a connection that was lost', Object.assign(new Error('fetch failed'), { status: 500 }), true, false],
  ['half an answer', halfAnswer('GET /x', 'an empty body'), true, false],
  ['too many requests', answered(429), true, false],
  ['the hourly limit', answered(403, { 'x-ratelimit-remaining': '0' }), true, false],
  ['the secondary limit', answered(403, { 'retry-after': '60', 'x-ratelimit-remaining': '4999' }), true, false],
  ['the secondary limit in words alone', answered(403, {}, 'You have exceeded a secondary rate limit.'), true, false],
  ['no permission', answered(403, { 'x-ratelimit-remaining': '4999' }), false, true],
  ['a refused value', answered(422), false, true],
  ['a thing that is not there', answered(404), false, true],
  ['a token that is not taken', answered(401), false, false],
  ['an error of ours', new TypeError('x is not a function'), false, false],
])('%s', (_name, error, outage, refusal) => {
  expect(isOutage(error)).toBe(outage)
  expect(isRefusal(error)).toBe(refusal)
})
