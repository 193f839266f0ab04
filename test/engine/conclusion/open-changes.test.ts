import { describe, expect, test } from 'vitest'
import { callersOf as readCallers } from '../../../src/engine/changes/possible/callers.ts'
import { NO_TEXTS } from '../../../src/engine/changes/possible/other-texts.ts'
import { openChanges } from '../../../src/engine/conclusion/open-changes.ts'
import { hunksOf } from '../../../src/engine/diagnosis/causes/hunks.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import { type Files, repairContext } from '../../support/repair.ts'

/** What is left open of a commit that also renamed `open_drawer`, once the test follows that name. `causal`: a word of the hunks at fault. */
async function open(base: Files, head: Files, causal?: string) {
  const { changes, trees } = await repairContext(base, head, {})
  const texts = Object.keys(head).map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
  const fileChanges = texts.filter(({ before, after }) => before !== after)
  const hunks = hunksOf(fileChanges)
  const callersOf = (change: ContractChange) => readCallers(change, trees, new Map(), NO_TEXTS)
  const found = causal === undefined ? [] : hunks.filter(({ removed, added }) => [...removed, ...added].join('').includes(causal))
  const followed = changes.filter(({ kind }) => kind === 'renamed')
  const left = openChanges({ codeChanges: followed }, followed, found, {
    callersOf,
    changes,
    crossingOf: () => null,
    fileChanges,
    hunks,
    trees,
  })
  return left.map(({ kind, symbol }) => `${kind} ${symbol}`)
}

const SHOP = `class Drawer:
    def open_drawer(self, key, lamp):
        self.pulls += 1
        self.journal.append(('pull', self.pulls))
        if self.is_locked and self.pulls > self.limit:
            raise ValueError('locked')
        return self.slot(key, lamp)

    def slot(self, key, lamp):
        return (key, lamp)

    def width(self):
        return self.inner + 2


def plan(drawer):
    return drawer.width()
`

describe('what a repair left open', () => {
  test('the parameters of what was renamed', async () => {
    const head = SHOP.replace('def open_drawer(self, key, lamp)', 'def pull(self, options)').replace(
      'return self.slot(key, lamp)',
      'return self.slot(options.key, options.lamp)',
    )
    expect(await open({ 'shop.py': SHOP }, { 'shop.py': head })).toEqual([
      'parameter_removed Drawer.open_drawer',
      'parameter_removed Drawer.open_drawer',
      'parameter_added Drawer.open_drawer',
    ])
  })

  test('nothing where only a name changed: what another declaration changed is not of this repair', async () => {
    const head = SHOP.replace('open_drawer', 'pull').replace('def slot(self, key, lamp)', 'def slot(self, lamp, key)')
    expect(await open({ 'shop.py': SHOP }, { 'shop.py': head })).toEqual([])
  })

  test('nothing where runs showed a part that nothing declares', async () => {
    const head = SHOP.replace('def open_drawer(self, key, lamp)', 'def pull(self, key)')
      .replace('return self.slot(key, lamp)', 'return self.slot(key, None)')
      .replace('self.inner + 2', 'self.inner + 1')
    expect(await open({ 'shop.py': SHOP }, { 'shop.py': head }, 'self.inner')).toEqual([])
  })
})
