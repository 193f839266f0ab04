import type { Language, Range, SyntaxNode } from '../languages/language.ts'

/** Receivers whose calls only tell an operator something. */
const LOGGING = /^(?:(?:self|this|cls)\.)?_?(?:console|logger|logging|log|debug|LOG|LOGGER)(?:\.\w+)?$/
/** Values that decide how long or how much at once: no test of behaviour should see them. */
const TUNING =
  /time_?out|delay|interval|retries|backoff|ttl|poll|debounce|throttle|cache|buffer|chunk|batch_?size|concurrency|max_?workers|version|user_?agent/i
/** Files of which nobody expects a test. */
const ASIDE =
  /(^|\/)(docs?|examples?|scripts?|tools?|bench(?:marks?)?|migrations|vendor|third_party|node_modules|dist|build|generated)\/|(^|\/)(setup|conf|noxfile|tasks|gulpfile|Gruntfile)\.(py|js)$|\.config\.\w+$|\.d\.ts$|\.min\.js$|_pb2\.py$/i

export function isAside(path: string): boolean {
  return ASIDE.test(path)
}

/** Why nothing is said of new code in a node, though no test may notice it; `null` where it counts. */
export function areNotTold(node: SyntaxNode, { syntax }: Language, textOf: (range: Range) => string): string | null {
  const call = syntax.call(node)
  if (call !== null && LOGGING.test(textOf(call.callee))) return 'what is logged'
  const keyword = syntax.keyword(node)
  const pair = syntax.pair(node)
  const isVariable = syntax.is(node, 'variable', 'reassignment')
  const name = keyword?.name ?? pair?.key ?? (isVariable ? syntax.targetOf(node) : undefined)
  const value = keyword?.value ?? pair?.value ?? (isVariable ? syntax.assignedValue(node) : undefined)
  const isPlain = value !== undefined && syntax.is(value, 'number', 'string')
  return name !== undefined && isPlain && TUNING.test(textOf(name)) ? 'a setting of time, size or version' : null
}
