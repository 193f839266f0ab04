import { judgeIntent } from '../../src/engine/diagnosis/intent/index.ts'
import { type IntentCase, intentCase } from '../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase, type SmallCase } from './diagnosis-case.ts'

/** What every sign sees of a small case whose causal hunks are all that changed in the product. */
export async function subjectOfCase(small: SmallCase): Promise<IntentCase> {
  const context = await diagnosisCase(small)
  const failure = context.failing?.failure
  if (!failure) throw new Error('the case does not fail')
  return intentCase(context, failure, context.hunks, context.relevant().used)
}

/** One sign of it, by its name: whether it was seen, what it says, and its weight there. */
export async function signOf(name: string, small: SmallCase) {
  const found = judgeIntent(await subjectOfCase(small)).features.find((feature) => feature.name === name)
  if (found === undefined) throw new Error(`no sign ${name}`)
  return found
}
