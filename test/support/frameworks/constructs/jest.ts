/** A project with one test for each way in which Jest finds, runs and judges one, where ours could see something else. */
export const JEST_CONSTRUCTS: Readonly<Record<string, string>> = {
  'package.json': '{ "jest": {} }',
  'test/inline.test.js': `
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
test('wrong', () => { expect('c').toMatchInlineSnapshot(\`"d"\`) })
test('thrown', () => { expect(() => { throw new Error('no') }).toThrowErrorMatchingInlineSnapshot(\`"no"\`) })
test('later', async () => { await expect(Promise.resolve(5)).resolves.toMatchInlineSnapshot(\`5\`) })
describe('within', () => {
  test.each([1, 2])('row %i', (n) => { expect(n > 0).toMatchInlineSnapshot(\`true\`) })
})
`,
  'test/files.test.js': `
test('named', () => {
  expect(1).toMatchSnapshot()
  expect(2).toMatchSnapshot('second')
})
test('wrong', () => { expect(4).toMatchSnapshot() })
test('twice wrong', () => { expect(4).toMatchSnapshot(); expect(5).toBe(6) })
test('no error', () => { expect(() => {}).toThrowErrorMatchingSnapshot() })
describe.skip('skipped', () => { test('kept', () => { expect(5).toMatchSnapshot() }) })
test.each(['x', 'y'])('row %s', (row) => { expect(row).toMatchSnapshot() })
`,
  'test/__snapshots__/files.test.js.snap': `// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing

exports[\`gone 1\`] = \`0\`;

exports[\`named 1\`] = \`1\`;

exports[\`named: second 1\`] = \`2\`;

exports[\`row x 1\`] = \`"x"\`;

exports[\`row y 1\`] = \`"y"\`;

exports[\`skipped kept 1\`] = \`5\`;

exports[\`twice wrong 1\`] = \`3\`;

exports[\`wrong 1\`] = \`3\`;
`,
  'test/old-header.test.js': `
test('kept', () => { expect(1).toMatchSnapshot() })
test('new', () => { expect(2).toMatchInlineSnapshot(\`2\`) })
`,
  'test/__snapshots__/old-header.test.js.snap': '// Jest Snapshot v1, https://goo.gl/fbAQLP\n\nexports[`kept 1`] = `1`;\n',
  'test/ways.test.js': `
expect.extend({
  toBeNear(received, wanted) { return { pass: Math.abs(received - wanted) < 1, message: () => 'far' } },
  async toBeNearLater(received, wanted) { return { pass: Math.abs(received - wanted) < 1, message: () => 'far' } },
})
test.todo('todo')
test.skip('skip', () => { throw new Error('no') })
xit('x it', () => { throw new Error('no') })
test.failing('failing', () => { expect(1).toBe(2) })
test.failing('failing, but passes', () => {})
test('assertions', () => { expect.assertions(2); expect(1).toBe(1) })
test('has assertions', () => { expect.hasAssertions() })
test('asymmetric', () => { expect({ a: 1, b: 'bc' }).toEqual({ a: expect.any(Number), b: expect.stringContaining('c') }) })
test('asymmetric, custom', () => { expect({ a: 1 }).toEqual({ a: expect.toBeNear(1.5) }) })
test('custom', () => { expect(1).toBeNear(1.5); expect(1).not.toBeNear(3) })
test('custom, wrong', () => { expect(1).toBeNear(3) })
test('custom, later', async () => { await expect(1).toBeNearLater(3) })
test('not', () => { expect(1).not.toBe(2) })
test('rejects', async () => { await expect(Promise.reject(new Error('no'))).rejects.toThrow('no') })
test('mock', () => { const send = jest.fn(); send(1); expect(send).toHaveBeenCalledWith(1); expect(send).toHaveBeenCalledTimes(2) })
test('done', (done) => { setTimeout(done, 1) })
test('done with an error', (done) => { done(new Error('no')) })
test.concurrent('at once, one', async () => { expect(1).toBe(1) })
test.concurrent('at once, two', async () => { expect(1).toBe(2) })
describe('hooks', () => {
  describe('before all', () => { beforeAll(() => { throw new Error('no') }); test('below', () => {}) })
  describe('before each', () => { beforeEach(() => { throw new Error('no') }); test('below', () => {}) })
  describe('after each', () => { afterEach(() => { throw new Error('no') }); test('below', () => {}) })
})
describe.each([['a'], ['b']])('suite %s', (name) => { test('named', () => { expect(name).toBe('a') }) })
describe('a > b', () => { test('c > d', () => {}) })
`,
  'test/only.test.js': `
test.only('only', () => {})
test('beside', () => { throw new Error('no') })
`,
  'test/after-all.test.js': `
afterAll(() => { throw new Error('no') })
test('before it', () => {})
`,
}
