import { type IntentJudgement, judgeIntent } from '../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../src/engine/diagnosis/intent/intent-case.ts'
import { type UseOutcome, wayOf } from '../../../src/engine/diagnosis/intent/reading/outcomes.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'
import type { Label, LabelledDifference } from './labelled-difference.ts'
import { namesOfProduct } from './names-of-product.ts'
import { linesOf, outcomeOf, withoutWarningsOf } from './outcome-of.ts'

/** The file of every slip of the product: which one it was does not matter. */
const PRODUCT = 'product.py'
/** Log-odds that the signs must add up to before anything is answered: a name beside an announcing word alone is less. */
const LEAST = 1
/** Signs that a mistake was mended, which is meant only where somebody says so. */
const MENDED = ['error-fixed', 'test-states-it']
const SPOKEN = ['message-names-it', 'message-topic-overlap', 'message-says-which-way']

/** `isNoise`: both sides printed the same lines; then nothing is judged. */
export type Reading = { readonly answer: Label | 'unknown'; readonly isNoise: boolean; readonly judgement?: IntentJudgement }

/**
 * What the words and outputs of one difference say, without its sources. The prior is set aside: how many differences are meant is
 * another matter in every collection of them.
 */
export async function readDifference({ texts, product, test, oldOutput, newOutput }: LabelledDifference): Promise<Reading> {
  const before = outcomeOf(withoutWarningsOf(newOutput, oldOutput))
  const after = outcomeOf(withoutWarningsOf(oldOutput, newOutput))
  if (linesOf(oldOutput) === linesOf(newOutput)) return { answer: 'intended', isNoise: true }
  const value = (text: string) => ({ literal: null, text, type: 'str' })
  const files = { 'tests/test_x.py': test }
  const context = await diagnosisCase({
    base: files,
    head: files,
    messages: texts,
    testId: 'tests/test_x.py::test',
    failure: {
      exception: after.kind === 'raised' ? after.exception : 'AssertionError',
      message: after.kind === 'raised' ? after.message : '',
      frames: wayOf({ before, after }) === 'breaks' ? [{ file: PRODUCT, line: 1, function: '' }] : [],
      expected: value(toldBy(before)),
      actual: value(toldBy(after)),
    },
  })
  const failure = context.failing?.failure
  if (!failure) return { answer: 'unknown', isNoise: false }
  const subject = { ...intentCase(context, failure, [], []), subjects: namesOfProduct(test, product), outcomes: { before, after } }
  const judgement = judgeIntent(subject)
  return { answer: answerOf(judgement, texts.length > 0), isNoise: false, judgement }
}

function answerOf({ features }: IntentJudgement, hasWords: boolean): Reading['answer'] {
  const seen = features.filter((feature) => feature.seen === true)
  const evidence = seen.reduce((total, { weight }) => total + weight, 0)
  const has = (names: readonly string[]) => seen.some(({ name }) => names.includes(name))
  const isMended = has(MENDED)
  // without any words nobody can have meant something else either
  if (evidence >= LEAST && (has(SPOKEN) || !isMended || !hasWords)) return 'intended'
  if (isMended) return 'coincidental fix'
  return evidence <= -LEAST ? 'unintended' : 'unknown'
}

/** Without the lines of code that a traceback shows. */
function toldBy(outcome: UseOutcome): string {
  return outcome.kind === 'value' ? outcome.text : `${outcome.exception}: ${outcome.message}`
}
