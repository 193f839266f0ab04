import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commitMessage } from '../../../src/server/render/commit-message.ts'
import { inert, withInertCode } from '../../../src/server/render/inert.ts'
import { renderPullRequest } from '../../../src/server/render/pull-request.ts'
import { replayCommand } from '../../../src/server/render/replay-command.ts'
import { LINKS, RENAME } from './answers.ts'

const WORDS = [
  ...['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]', '[Skip CI]', '[skip netlify]', '***NO_CI***'],
  ...['skip-checks: true', '@octocat', '#1', 'fixes #1', 'closes acme/shop#2', 'GH-3', 'resolves https://github.com/acme/shop/issues/4'],
]
/** What GitHub and CI services look for in a message, a title or a body. */
const WORKS = /\[(?:skip|no|ci|actions)[ -]\w+\]|\*\*\*NO_CI|skip-checks:|(?<![\w`])@\w|(?<!&)#\d|\bGH-\d|resolves https?:\/\/\w/i

test.each(WORDS)('%s does nothing in what Suture writes', (word) => {
  const testId = `tests/cart.test.ts > sums up ${word}`
  const { title, body } = renderPullRequest({
    ...LINKS,
    ...{
      healing: 'h1',
      generation: 1,
      base: 'main',
      branch: 'suture/heal/44-aaaaaaa',
      failedPull: null,
      failedRunUrl: 'run',
      untouched: 0,
      values: [],
      accepted: [],
      unproved: [],
    },
    changes: [{ ...RENAME, before: word, after: word }],
    tests: [{ testId, message: `expected ${word}`, changes: [] }],
    patch: `diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1,1 +1,1 @@\n-it('${word}', () => total())\n+it('${word}', () => sum())\n`,
    checks: { own: [{ name: 'parses', outcome: 'passed', detail: word }], claimed: [], runUrl: 'run' },
    ciRuns: null,
  })
  const written = [title, body.replaceAll(/\]\([^)]*\)|<!--.*?-->/g, ''), commitMessage(title, [{ testId }])]
  for (const text of written) expect(text).not.toMatch(WORKS)
  // a reader still sees it
  expect(commitMessage(title, [{ testId }]).replaceAll('\u200B', '')).toContain(word)
})

test.each([
  'tests/cart.test.ts > sums up',
  'tests/test_cart.py::test_total[no-tax]',
  'tests/test_cart.py::TestCart::test_total[1-2]',
  'src/cart.ts',
])('%s stays as it is', (name) => {
  expect(inert(name)).toBe(name)
})

test('a name has one line in a message, and no mark that turns it around', () => {
  const message = commitMessage('Repair 1 test', [{ testId: 'a.py::test_a[x\n\nCo-authored-by: mallory <m@example.invalid>\u202E]' }])
  expect(message.split('\n')).toEqual(['Repair 1 test', '', '- a.py::test_a[x Co-authored-by: mallory <m@\u200Bexample.invalid> ]'])
})

test('commands for a shell are left as they are', () => {
  expect(withInertCode('```sh\nrun @a\n```\n`@a` and ``@b ` @c``\n\n```diff\n@d\n```')).toBe(
    '```sh\nrun @a\n```\n`@\u200Ba` and ``@\u200Bb ` @\u200Bc``\n\n```diff\n@\u200Bd\n```',
  )
})

const replay = (...tests: string[]) =>
  replayCommand({ baseSha: null, headSha: 'a'.repeat(40), branch: 'suture/heal/1', tests: tests.map((testId) => ({ testId })) })

test.each([...WORDS, "it's", '$(touch x)', '`x`', '"; x'])('the replay of a test called %s asks for that test', (word) => {
  const [, command = ''] = replay(word).split(' && ')
  const script = `suture() { for one; do printf '%s\\n' "$one"; done; }\n${command}`
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n')
  expect(words[words.indexOf('--test') + 1]).toBe(word)
  expect(command).not.toMatch(WORKS)
})

test('a name that no page shows whole is not offered', () => {
  expect(replay('a'.repeat(6_000), 'b\u200Bc', 'd')).toContain('--test d')
  expect(replay('a'.repeat(6_000), 'b\u200Bc', 'd').match(/--test/g)).toHaveLength(1)
})
