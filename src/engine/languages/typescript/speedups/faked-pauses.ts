import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import type { PausingFiles } from '../../facets/speedups.ts'
import { lineAt, textOf, visit } from '../../syntax.ts'
import { afterImports, fromFramework, stepOf, toolOf, unusedName } from '../cures/file-lines.ts'
import { ending, quoteOf } from '../cures/test-at.ts'
import { scriptSyntax } from '../syntax.ts'

const { is, call } = scriptSyntax
/** The file has its own way with time, or the product has timers that never end by themselves. */
const OWN_CLOCK = /\buseFakeTimers\b|\bsetTimeout\b|\bsetInterval\b|\bsetSystemTime\b/
const ENDLESS = /\bsetInterval\b|timers\/promises/
/** What a clock that runs by itself has to leave alone: the framework and Node wait by these. */
const LEFT = ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance', 'hrtime']
const FAKED = ['setTimeout', 'clearTimeout', 'Date']

export function pausesOfProduct(file: CuredFile): readonly number[] {
  const found: number[] = []
  visit(file.tree.root, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    if (parts !== null && textOf(file.tree, parts.callee) === 'setTimeout') found.push(lineAt(file.text, node.start))
    return true
  })
  return found
}

/** Faked timers that go to the next one by themselves, in their order and with their date: nobody waits for them. */
export function fakedPauses({ framework, file, pausing }: PausingFiles): readonly CureEdit[] {
  if (pausing.length === 0 || OWN_CLOCK.test(file.text) || pausing.some(({ text }) => ENDLESS.test(text))) return []
  const tool = toolOf(framework)
  const [end, step, quote] = [ending(file), stepOf(file), quoteOf(file)]
  const [real, clock] = [unusedName(file, 'realTimers'), unusedName(file, 'clock')]
  const list = (names: readonly string[]) => `[${names.map((name) => `${quote}${name}${quote}`).join(', ')}]`
  const which = tool === 'vi' ? `toFake: ${list(FAKED)}` : `doNotFake: ${list(LEFT)}`
  const type = /\.[cm]?tsx?$/.test(file.path) ? ': ReturnType<typeof setInterval>' : ''
  const lines = [
    `const ${real} = { every: setInterval, stop: clearInterval }${end}`,
    `let ${clock}${type}${end}`,
    '',
    'beforeEach(() => {',
    `${step}${tool}.useFakeTimers({ ${which} })${end}`,
    `${step}${clock} = ${real}.every(() => ${tool}.advanceTimersToNextTimerAsync(), 1)${end}`,
    `})${end}`,
    '',
    'afterEach(() => {',
    `${step}${real}.stop(${clock})${end}`,
    `${step}${tool}.useRealTimers()${end}`,
    `})${end}`,
  ]
  const tools = file.imports().some(({ specifier }) => specifier === 'vitest' || specifier === '@jest/globals') ? [tool] : []
  return [...fromFramework(file, framework, ['afterEach', 'beforeEach', ...tools]), ...afterImports(file, lines)]
}
