import { expect, test } from 'vitest'
import { climb } from '../../../src/engine/diagnosis/index.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'

const BODY = 'async function save(state) {\n  return state.write(1)\n}\n'
const CALLED = 'export const total = 1\n'
const importing = (words: string) =>
  `import ${words} from '../src/save'\n\ntest('saves', async () => { expect(await save({ write: (n) => n })).toBe(1) })\n`

const COMPILER = 'a.test.ts:1:8 - error TS1192: Module \'"src/save"\' has no default export.'
const LOADER = "The requested module '../src/save' does not provide an export named 'save'"
const HIDDEN = `${CALLED}${BODY}`

test.each([
  ['save', `${HIDDEN}export default save\n`, HIDDEN, COMPILER, [], 'unknown'],
  ['save', `${HIDDEN}export default save\n`, HIDDEN, 'save is not a function', ['Tidy up the exports'], 'unknown'],
  ['{ save }', `${CALLED}export ${BODY}`, HIDDEN, LOADER, [], 'unknown'],
  ['{ save }', `${CALLED}export ${BODY}`, HIDDEN, LOADER, ['Do not export save any more'], 'removed_behaviour'],
  [
    '{ save }',
    `${HIDDEN}module.exports = { total, save }\n`,
    `${HIDDEN}module.exports = { total }\n`,
    'save is not a function',
    [],
    'unknown',
  ],
  ['save', `${HIDDEN}export default save\n`, CALLED, COMPILER, [], 'removed_behaviour'],
])('what still stands in its file and is exported no longer: import %s, %#', async (words, before, after, message, messages, verdict) => {
  const tests = { 'test/save.test.ts': importing(words) }
  const context = await diagnosisCase({
    base: { ...tests, 'src/save.ts': before },
    head: { ...tests, 'src/save.ts': after },
    testId: 'test/save.test.ts',
    messages,
    failure: { phase: 'collect', exception: 'Error', message, expected: null, actual: null, frames: [] },
  })
  expect(climb(context).verdict).toBe(verdict)
})
