import { expect, test } from 'vitest'
import { withheldNotes } from '../../src/runner/withheld-notes.ts'
import { completedRun } from '../support/completed-run.ts'

test('each setting is named once, and nothing is said where nothing was withheld', () => {
  const runs = [
    completedRun([], { withheld: [{ what: 'retries', by: 'retry: 2' }] }),
    completedRun([], {
      withheld: [
        { what: 'retries', by: 'retry: 2' },
        { what: 'snapshot_updates', by: '--snapshot-update' },
        { what: 'own_retries', by: 'retry' },
      ],
    }),
  ]
  expect(withheldNotes(runs.map((first) => ({ first })))).toEqual([
    'Each test was tried once in a run: what the project asks for was not done (retry: 2).',
    'Snapshots were compared and none was written: what the project asks for was not done (--snapshot-update).',
    'Tests try again by their own code (retry): a pass may be that of a later try.',
  ])
  expect(withheldNotes([{ first: completedRun([]) }])).toEqual([])
})
