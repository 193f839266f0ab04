import { expect, test } from 'vitest'
import { createGroupCommit } from '../../../src/server/inbox/group-commit.ts'

const LIMITS = { items: 3, weight: 100, groups: 1 }

/** Stores texts, each group when it is told to. */
function open(limits = LIMITS, bad: readonly string[] = []) {
  const groups: (readonly string[])[] = []
  const gates: (() => void)[] = []
  const storeAll = async (items: readonly string[]) => {
    groups.push(items)
    await new Promise<void>((resolve) => gates.push(resolve))
    const found = items.find((item) => bad.includes(item))
    if (found !== undefined) throw new Error(`${found} is bad`)
    return items.map((item) => `${item} stored`)
  }
  const store = createGroupCommit(storeAll, (item) => item.length, limits)
  const letAll = async (done: Promise<unknown>) => {
    let over = false
    void done.finally(() => {
      over = true
    })
    while (!over) {
      gates.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { store, groups, letAll }
}

test('what arrives while a group is stored becomes the next group, and everybody gets his own result', async () => {
  const { store, groups, letAll } = open()
  const first = store('a')
  await new Promise((resolve) => setImmediate(resolve))
  const others = ['b', 'c', 'd', 'e'].map(store)
  const all = Promise.all([first, ...others])
  await letAll(all)
  expect(await all).toEqual(['a stored', 'b stored', 'c stored', 'd stored', 'e stored'])
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('a group is no heavier than allowed, but the heaviest item is stored alone', async () => {
  const { store, groups, letAll } = open({ items: 10, weight: 5, groups: 1 })
  const all = Promise.all(['aaa', 'bb', 'c', 'dddddddd', 'e'].map(store))
  await letAll(all)
  expect(groups).toEqual([['aaa', 'bb'], ['c'], ['dddddddd'], ['e']])
})

test('a bad item fails by itself, and its neighbours are stored', async () => {
  const { store, groups, letAll } = open({ ...LIMITS, items: 10 }, ['b'])
  const all = Promise.allSettled(['a', 'b', 'c'].map(store))
  await letAll(all)
  expect(await all).toMatchObject([
    { status: 'fulfilled', value: 'a stored' },
    { status: 'rejected', reason: { message: 'b is bad' } },
    { status: 'fulfilled', value: 'c stored' },
  ])
  expect(groups).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']])
})
