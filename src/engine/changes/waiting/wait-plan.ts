import type { ContractChange } from '../../../model/contract-change.ts'
import { languageOf } from '../../languages/index.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { isAwaitedAt } from '../follow/awaiting-callers.ts'
import type { SourceFile } from '../resolve/project.ts'
import { isSoleBearer } from '../uses/bearers.ts'
import { callSites } from '../uses/call-sites.ts'
import { changedSymbol, lastPart, type Trees } from '../uses/use-site.ts'
import { callsOfHelper } from './calls-within-tests.ts'
import { loopAround } from './loop-around.ts'
import { callAt, nodesTo } from './nodes-to.ts'
import { throwsAround } from './throws-around.ts'
import type { FoundWaits, Obstacle, Waited, WaitPlan, WaitStep } from './wait-step.ts'

/** What is waited for: a call, or a matcher that waits. */
type Pending = { readonly file: SourceFile; readonly node: SyntaxNode; readonly waited: Waited; readonly isStep: boolean }

/** What has to wait in the tests of the head, once these functions became asynchronous: the calls, and all that is around them. */
export function waitPlan(changes: readonly ContractChange[], trees: Trees): WaitPlan {
  if (changes.length === 0) return { steps: [], obstacles: new Map() }
  const product = new Set(trees.product)
  const tests = [...trees.after.paths].filter((path) => !product.has(path) && languageOf(path) !== null)
  const steps = new Map<string, WaitStep>()
  const obstacles = new Map<string, Obstacle>()
  const pending: Pending[] = changes.flatMap((change) => changedCalls(change, tests, trees, obstacles))
  const seen = seenForms(tests, trees)
  const done = new Set<string>()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = `${next.file.path} ${next.node.start} ${next.node.end} ${next.isStep}`
    if (done.has(key)) continue
    done.add(key)
    const found = waitFor(next, seen)
    if (typeof found === 'string') {
      obstacles.set(next.file.path, found)
      continue
    }
    for (const step of found.steps) steps.set(`${step.file.path} ${step.kind} ${step.node.start} ${step.node.end}`, step)
    if (found.matcher !== null) pending.push({ ...next, node: found.matcher, isStep: false })
    if (found.helper !== null) {
      const calls = callsOfHelper(next.file, found.helper, tests, trees)
      if (calls === null) obstacles.set(next.file.path, 'handed-on')
      else
        for (const { file, node } of calls) pending.push({ file, node, waited: { path: next.file.path, node: found.helper }, isStep: true })
    }
  }
  return { steps: [...steps.values()], obstacles }
}

/** How the project's asynchronous tests are known. */
function seenForms(tests: readonly string[], { after }: Trees): readonly string[] {
  return tests
    .filter((path) => /\basync\s+def\s+test/.test(after.text(path) ?? ''))
    .flatMap((path) => after.file(path) ?? [])
    .flatMap(({ tree, language }) => language.waiting.asyncTests(tree))
}

function changedCalls(
  change: ContractChange,
  tests: readonly string[],
  trees: Trees,
  obstacles: Map<string, Obstacle>,
): readonly Pending[] {
  const target = changedSymbol(change, trees.before)
  if (target === null) return []
  const word = wholeWord(lastPart(target.name))
  const isSole = isSoleBearer(trees, target)
  return tests
    .filter((path) => word.test(trees.before.text(path) ?? ''))
    .flatMap((path) => {
      const file = trees.before.file(path)
      if (file === null) return []
      const { sites, unknown } = callSites(change, file, trees, target)
      const calls = [...sites, ...(isSole ? unknown : [])].filter((site) => !isAwaitedAt(file, site))
      // what gives its values one after the other is not waited for but gone through
      if (calls.length > 0 && isGenerator(change, trees)) obstacles.set(path, 'generator')
      return calls.flatMap((site) => {
        const node = callAt(file, site)
        return node === null ? [] : [{ file, node, waited: null, isStep: true }]
      })
    })
}

function isGenerator({ file: path, line, newSymbol }: ContractChange, { after }: Trees): boolean {
  const file = after.file(path)
  const found = file?.declarations().find((one) => one.line === line && one.name === newSymbol)
  return file !== null && found !== undefined && /\byield\b/.test(file.text.slice(found.start, found.end))
}

function waitFor(pending: Pending, seen: readonly string[]): FoundWaits | Obstacle {
  const { file, node, waited, isStep } = pending
  const { is, isAsync } = file.language.syntax
  const { runner, needsBrackets } = file.language.waiting
  const path = nodesTo(file, node)
  const at = path.findLastIndex((one, index) => index < path.length - 1 && is(one, 'function'))
  const callable = path[at]
  const parent = path.at(-2)
  const own: WaitStep = { kind: 'await', file, waited, node, hasBrackets: parent !== undefined && needsBrackets(parent, node) }
  const run: FoundWaits = { steps: [{ kind: 'run', file, waited, node }], matcher: null, helper: null }
  const waits: FoundWaits = { steps: isStep ? [own] : [], matcher: null, helper: null }
  if (callable === undefined) return runner === null ? 'outside-functions' : run
  if (path.slice(at).some((one) => is(one, 'generator'))) return 'generator'
  return isAsync(callable) ? waits : inFunction(pending, path.slice(0, at + 1), { run, waits }, seen)
}

/** In a function that does not wait yet, which is the end of the path: by what the framework does with it. */
function inFunction(
  { file, node }: Pending,
  path: readonly SyntaxNode[],
  { run, waits }: { readonly run: FoundWaits; readonly waits: FoundWaits },
  seen: readonly string[],
): FoundWaits | Obstacle {
  const { is, bodyOf } = file.language.syntax
  const { roleOf, runner, testForm } = file.language.waiting
  const callable = path.at(-1)
  if (callable === undefined) return 'outside-functions'
  const role = roleOf(file.tree, path)
  if (role === 'throws') return throwsAround(file, path, node, waits) ?? 'nobody-waits'
  if (role === 'each') return loopAround(file, path, waits) ?? 'nobody-waits'
  if (role === 'other') return runner === null || isInsideOfWaiting(file, path, seen) ? 'nobody-waits' : run
  const form = testForm(file.tree, path, seen)
  if (form.kind === 'run') return runner === null ? 'nobody-waits' : run
  if (role === 'runs') return { ...waits, steps: [...waits.steps, asyncStep(file, path, form.kind === 'marked' ? form.decorator : null)] }
  // an arrow that is nothing but the call gives the promise on
  if (is(callable, 'arrow') && bodyOf(callable) === node) return { steps: [], matcher: null, helper: callable }
  return { steps: [...waits.steps, asyncStep(file, path, null)], matcher: null, helper: callable }
}

function asyncStep(file: SourceFile, path: readonly SyntaxNode[], decorator: string | null): WaitStep {
  const node = path.at(-1) as SyntaxNode
  const decorated = file.language.waiting.wholeOf(path) ?? node
  return { kind: 'async', file, decorator, node, decorated, waited: { path: file.path, node } }
}

/** In a function that runs in an event loop, no second one can be run. */
function isInsideOfWaiting(file: SourceFile, path: readonly SyntaxNode[], seen: readonly string[]): boolean {
  const { syntax, waiting } = file.language
  return path
    .slice(0, -1)
    .some(
      (one, index) =>
        syntax.is(one, 'function') && (syntax.isAsync(one) || waiting.testForm(file.tree, path.slice(0, index + 1), seen).kind !== 'run'),
    )
}
