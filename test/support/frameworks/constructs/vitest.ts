/** A project with one test for each way in which Vitest finds, runs and judges one, where ours could see something else. */
export const VITEST_CONSTRUCTS: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'test/inline.test.js': `import { describe, expect, test } from 'vitest'
expect.extend({
  toBeNear(received, wanted) {
    return { pass: Math.abs(received - wanted) < 1, message: () => 'far', actual: received, expected: wanted }
  },
})
test('several', () => {
  expect({ a: 1 }).toMatchInlineSnapshot(\`
    {
      "a": 1,
    }
  \`)
  expect('b').toMatchInlineSnapshot(\`"b"\`)
  expect([2]).toMatchInlineSnapshot(\`
    [
      2,
    ]
  \`)
})
test('wrong', () => {
  expect('c').toMatchInlineSnapshot(\`"d"\`)
})
test('thrown', () => {
  expect(() => { throw new Error('no') }).toThrowErrorMatchingInlineSnapshot(\`[Error: no]\`)
})
test('later', async () => {
  await expect(Promise.resolve(5)).resolves.toMatchInlineSnapshot(\`5\`)
  await expect(Promise.resolve(6)).resolves.toMatchInlineSnapshot(\`6\`)
})
test('soft', () => {
  expect.soft(7).toMatchInlineSnapshot(\`7\`)
  expect.soft(8).toMatchInlineSnapshot(\`8\`)
})
describe('within', () => {
  test.each([1, 2])('row %i', (n) => {
    expect(n > 0).toMatchInlineSnapshot(\`true\`)
  })
  test('from a function', () => {
    const check = (value) => expect(value).toMatchInlineSnapshot(\`9\`)
    check(9)
  })
})
test('custom', () => { expect(1).toBeNear(1.5) })
test('custom, wrong', () => { expect(1).toBeNear(3) })
`,
  'test/files.test.js': `import { describe, expect, test } from 'vitest'
test('named', () => {
  expect(1).toMatchSnapshot()
  expect(2).toMatchSnapshot('second')
})
test('wrong', () => { expect(4).toMatchSnapshot() })
describe.skip('skipped', () => { test('kept', () => { expect(5).toMatchSnapshot() }) })
test.each(['x', 'y'])('row %s', (row) => { expect(row).toMatchSnapshot() })
`,
  'test/__snapshots__/files.test.js.snap': `// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html

exports[\`gone 1\`] = \`0\`;

exports[\`named > second 1\`] = \`2\`;

exports[\`named 1\`] = \`1\`;

exports[\`row x 1\`] = \`"x"\`;

exports[\`row y 1\`] = \`"y"\`;

exports[\`skipped > kept 1\`] = \`5\`;

exports[\`wrong 1\`] = \`3\`;
`,
  'test/ways.test.js': `import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
test.todo('todo')
test.skip('skip', () => { throw new Error('no') })
test.skipIf(true)('skip if', () => { throw new Error('no') })
test.fails('fails', () => { expect(1).toBe(2) })
test.fails('fails, but passes', () => {})
test('soft, twice', () => { expect.soft(1).toBe(2); expect.soft(2).toBe(3) })
test('soft, right', () => { expect.soft(1).toBe(1) })
test('assertions', () => { expect.assertions(2); expect(1).toBe(1) })
test('has assertions', () => { expect.hasAssertions() })
test('asymmetric', () => { expect({ a: 1, b: 'bc' }).toEqual({ a: expect.any(Number), b: expect.stringContaining('c') }) })
test('not', () => { expect(1).not.toBe(2) })
test('poll', async () => { let n = 0; await expect.poll(() => ++n).toBe(3) })
test('rejects', async () => { await expect(Promise.reject(new Error('no'))).rejects.toThrow('no') })
test('mock', () => { const send = vi.fn(); send(1); expect(send).toHaveBeenCalledWith(1); expect(send).toHaveBeenCalledTimes(2) })
test('skipped within', (context) => { context.skip() })
test('finished', () => { onTestFinished(() => { throw new Error('late') }) })
test('repeats', { repeats: 2 }, () => {})
let count = 0
test('repeats, once wrong', { repeats: 2 }, () => { expect(count++).not.toBe(1) })
test('chai', () => { expect([1]).to.have.length(1); expect(1).to.equal(1) })
test('unreachable', () => { expect.unreachable() })
const extended = test.extend({ cart: async ({}, use) => { await use({ total: 3 }) } })
extended('fixture', ({ cart }) => { expect(cart.total).toBe(3) })
describe.concurrent('at once', () => {
  test('one', async ({ expect }) => { expect(1).toBe(1) })
  test('two', async ({ expect }) => { expect(1).toBe(2) })
})
describe('hooks', () => {
  describe('before all', () => { beforeAll(() => { throw new Error('no') }); test('below', () => {}) })
  describe('before each', () => { beforeEach(() => { throw new Error('no') }); test('below', () => {}) })
  describe('after each', () => { afterEach(() => { throw new Error('no') }); test('below', () => {}) })
  describe('clean up', () => { beforeEach(() => () => { throw new Error('no') }); test('below', () => {}) })
  describe('after all', () => { afterAll(() => { throw new Error('no') }); test('below', () => {}) })
})
describe.each([['a'], ['b']])('suite %s', (name) => { test('named', () => { expect(name).toBe('a') }) })
test('same name', () => {})
describe('a > b', () => { test('c > d', () => {}) })
`,
  'test/only.test.js': `import { test } from 'vitest'
test.only('only', () => {})
test('beside', () => { throw new Error('no') })
`,
}
