import { describe, expect, it } from 'vitest'
import { jobLog, readText } from '../read-text.ts'

const step = (command: string, ...printed: readonly string[]) =>
  jobLog(`##[group]Run ${command}`, 'shell: bash', '##[endgroup]', ...printed, '##[error]Process completed with exit code 1.')
const saysNothing = async (log: string | Uint8Array) => (await readText(log)).saysNothing ?? null

describe('a log that says nothing', () => {
  it.each([
    ['no byte', '', 'empty'],
    ['blank lines', ' \n\t\n\n', 'empty'],
    ['nothing but timestamps', jobLog('', '', ''), 'empty'],
    ['bytes of a program', Uint8Array.from({ length: 50_000 }, (_, index) => (index * 73) % 256), 'not_text'],
    ['tests whose output went elsewhere', step('npm test > out.txt'), 'silent_tests'],
    [
      'tests on a later line of the command',
      jobLog('##[group]Run set -e', 'pytest -q > log', '##[endgroup]', '##[error]Process completed with exit code 2.'),
      'silent_tests',
    ],
  ] as const)('%s', async (_, log, found) => {
    expect(await saysNothing(log)).toBe(found)
  })

  it.each([
    ['tests that print', step('npm test', 'not ok 1')],
    ['a gate that prints nothing', step('exit 1')],
    ['a check of formats that prints nothing', step('npx prettier --check --log-level silent .')],
    ['a few NULs', step('make', `a${'\0'.repeat(20)}${'b'.repeat(200)}`)],
    ['another encoding', Buffer.from(step('make', 'Größe fehlt, Änderung nötig'), 'latin1')],
  ])('not: %s', async (_, log) => {
    expect(await saysNothing(log)).toBe(null)
  })
})
