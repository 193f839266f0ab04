import { expect, test } from 'vitest'
import { updateAssertion } from '../../../../src/engine/repair/strategies/update-assertion.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { repairContext } from '../../../support/repair.ts'

const HEAD = {
  'shop.ts': 'throw new Error(`Cannot resolve the module ${name}. Check that it is spelled correctly.\\n\\nCaused by: ${error}`)\n',
}

/** What is written in place of an expected message; the reason's code where nothing is. */
async function proposed(file: string, text: string, expected: string, actual: string): Promise<string> {
  const context = await repairContext(HEAD, HEAD, { [file]: text })
  const value = (one: string) => ({ literal: JSON.stringify(one), text: one, type: '' })
  const failure: ProbedFailure = {
    ...{ phase: 'call', exception: 'AssertionError', message: '', stack: '', frames: [{ file, line: 2, function: 'f' }] },
    ...{ expected: value(expected), actual: value(actual) },
  }
  const [found] = updateAssertion.propose({ ...context, failure, failures: [failure] })
  if (found === undefined) return 'nothing'
  return found.kind === 'edits' ? found.edits.map(({ replacement }) => replacement).join() : `declined: ${found.reason.code}`
}

const SCRIPT = (message: string) => `test('a', () => {\n  expect(() => f()).toThrow('${message}')\n})\n`
const PYTHON = (message: string) => `def test_a():\n    with pytest.raises(ValueError, match="${message}"):\n        f()\n`

test('a message that another one of the product takes the place of becomes its first line', async () => {
  const came = 'Cannot resolve the module "x". Check that it is spelled correctly.\n\nCaused by: Error: no "x" in /tmp/a'
  const now = `'Cannot resolve the module "x". Check that it is spelled correctly.'`
  expect(await proposed('test/a.test.ts', SCRIPT('Could not find it'), 'Could not find it', came)).toBe(now)
  // what the runtime says is nowhere in the product
  const missing = "Cannot read properties of undefined (reading 'name')"
  expect(await proposed('test/a.test.ts', SCRIPT('Could not find it'), 'Could not find it', missing)).toBe('declined: expected-not-edited')
})

test('a message that lost its end demands its end', async () => {
  const [old, now] = ['unknown command here.', 'unknown command here']
  expect(await proposed('test/a.test.ts', SCRIPT(old), old, now)).toBe('/unknown command here$/')
  expect(await proposed('tests/test_a.py', PYTHON('unknown command here!'), 'unknown command here!', now)).toBe('"unknown command here$"')
})
