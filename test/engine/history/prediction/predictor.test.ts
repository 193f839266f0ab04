import { describe, expect, test } from 'vitest'
import { explainFailure, explainMaintenance } from '../../../../src/engine/history/prediction/explain.ts'
import { type EndedTest, learnRun } from '../../../../src/engine/history/prediction/learn-run.ts'
import { newPredictor, type Predictor, predict } from '../../../../src/engine/history/prediction/predictor.ts'
import { readPredictor, savePredictor } from '../../../../src/engine/history/prediction/saved-predictor.ts'

const DAY_MS = 86_400_000
const changeOf = (files: readonly string[], day: number, testFiles: readonly string[] = []) => ({
  ...{ files, testFiles, author: 'ann', at: day * DAY_MS },
})
const ended = (testId: string, failed: boolean): EndedTest => ({
  ...{ testId, file: `tests/${testId}.py`, failed, mixed: false, durationMs: 10 },
})

/** `cart.py` breaks test_cart every second time, and whoever mends it edits its file; nothing else fails. */
function learned(runs: number): Predictor {
  const predictor = newPredictor()
  for (let day = 0; day < runs; day += 1) {
    const [isCart, breaks] = [day % 2 === 0, day % 4 === 0]
    const change = changeOf([isCart ? 'shop/cart.py' : 'shop/mail.py'], day, breaks ? ['tests/test_cart.py'] : [])
    learnRun(predictor, change, [ended('test_cart', breaks), ended('test_mail', false), ended('test_tax', false)])
  }
  return predictor
}

const TESTS = ['test_cart', 'test_mail', 'test_tax'].map((testId) => ({ testId, file: `tests/${testId}.py` }))
const rounded = (predictor: Predictor, files: readonly string[], day = 5_000) =>
  Object.fromEntries(predict(predictor, changeOf(files, day), TESTS).map((one) => [one.testId, one.failure]))

describe('a predictor', () => {
  test('learns which test a file breaks, and says why', () => {
    const predictor = learned(1_000)
    const [cart, mail] = predict(predictor, changeOf(['shop/cart.py'], 1_000), TESTS)
    expect(cart?.basis).toBe('learned')
    expect(cart?.failure).toBeGreaterThan(0.35)
    expect(cart?.failure).toBeLessThan(0.9)
    expect(mail?.failure).toBeLessThan(0.05)
    expect(rounded(predictor, ['shop/mail.py'], 1_000)['test_cart']).toBeLessThan(0.15)
    const words = cart === undefined ? [] : explainFailure(predictor, cart).map((reason) => reason.words)
    expect(words.join('; ')).toMatch(/began to fail in \d+ of \d+ changes of shop\/cart\.py/)
  })

  test('learns which test file a change has to edit', () => {
    const predictor = learned(1_000)
    const [cart, mail] = predict(predictor, changeOf(['shop/cart.py'], 1_000), TESTS)
    expect(cart?.maintenance).toBeGreaterThan(0.3)
    expect(mail?.maintenance).toBeLessThan(0.1)
    const words = cart === undefined ? [] : explainMaintenance(predictor, cart).map((reason) => reason.words)
    expect(words.join('; ')).toMatch(/its file was edited in \d+ of \d+ changes of shop\/cart\.py|is named after a changed file/)
  })

  test('goes by averages while few failures were seen, and by the change alone where nothing was', () => {
    const few = learned(20)
    const [cart] = predict(few, changeOf(['shop/cart.py'], 20), TESTS)
    expect(cart?.basis).toBe('average')
    const [near, far] = predict(newPredictor(), changeOf(['shop/cart.py'], 0), [
      { testId: 'a', file: 'tests/a.py', distance: 1 },
      { testId: 'b', file: 'tests/b.py', distance: null },
    ])
    expect(near?.basis).toBe('change')
    expect(near?.failure).toBeGreaterThan(100 * (far?.failure ?? 1))
  })

  test('comes back from its JSON as it was', () => {
    const predictor = learned(300)
    const again = readPredictor(JSON.parse(JSON.stringify(savePredictor(predictor))))
    if (again === null) throw new Error('it was not read')
    const [before, after] = [rounded(predictor, ['shop/cart.py']), rounded(again, ['shop/cart.py'])]
    for (const [testId, probability] of Object.entries(before)) expect(after[testId]).toBeCloseTo(probability, 4)
    expect(readPredictor({ features: [] })).toBeNull()
  })

  test('keeps its memory where the features are those of another version', () => {
    const saved = savePredictor(learned(300))
    const other = readPredictor({ ...saved, features: ['bias'] })
    expect(other?.failures).toBe(0)
    expect(other?.memory.tests.get('test_cart')?.runs).toBe(300)
  })

  test('a failure of a test that flakes on one tree teaches less', () => {
    const [steady, flaky] = [newPredictor(), newPredictor()]
    for (let day = 0; day < 400; day += 1) {
      const failed = day % 3 === 0
      learnRun(steady, changeOf(['a.py'], day), [ended('t', failed)])
      learnRun(flaky, changeOf(['a.py'], day), [{ ...ended('t', failed), mixed: failed }])
    }
    expect(flaky.memory.files.get('a.py')?.tests.get('t')).toBeUndefined()
    expect(steady.memory.files.get('a.py')?.tests.get('t')).toBeGreaterThan(100)
  })
})
