import { expect, test } from 'vitest'
import { machineNotes } from '../../../src/server/render/machine-notes.ts'

test('what was ended before the tests is named, as what it is: a text of others', () => {
  expect(machineNotes({ isolation: 'namespace', ended: ['redis-server', '@all`'] })).toEqual([
    expect.stringMatching(/ended before the tests: `redis-server`, `` @all` ``\. .*`services`/),
  ])
  const [many] = machineNotes({ isolation: 'namespace', ended: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })
  expect(many).toContain('`e`, 2 more.')
})

test('a machine without process namespaces is said', () => {
  expect(machineNotes({ isolation: 'search', ended: [] })).toEqual([expect.stringContaining('no process namespace')])
  expect(machineNotes({ isolation: 'namespace', ended: [] })).toEqual([])
  expect(machineNotes(null)).toEqual([])
})
