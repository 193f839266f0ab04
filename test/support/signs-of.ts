import { judgeIntent } from '../../src/engine/diagnosis/intent/index.ts'
import { type IntentCase, intentCase } from '../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase, type SmallCase } from './diagnosis-case.ts'

/** What every sign sees of a small case; the causal hunks are all that changed in the product, or those that begin at `line`. */
export async function subjectOfCase(small: SmallCase, line?: number): Promise<IntentCase> {
  const context = await diagnosisCase(small)
  const failure = context.failing?.failure
  if (!failure) throw new Error('the case does not fail')
  const hunks = context.hunks.filter(({ after }) => line === undefined || after.line === line)
  return intentCase(context, failure, hunks, context.relevant().used)
}

/** One sign of it, by its name: whether it was seen, what it says, and its weight there. */
export async function signOf(name: string, small: SmallCase, line?: number) {
  const found = judgeIntent(await subjectOfCase(small, line)).features.find((feature) => feature.name === name)
  if (found === undefined) throw new Error(`no sign ${name}`)
  return found
}
