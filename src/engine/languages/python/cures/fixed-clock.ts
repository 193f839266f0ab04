import type { CuredFile, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { namedChildren, textOf, visit } from '../../syntax.ts'
import { pythonSyntax } from '../syntax.ts'
import { demandOf } from './demands.ts'
import { fixtureLines, importing } from './file-lines.ts'
import { moduleIn } from './restore.ts'
import { atFirst, takesFixtures, withFixture } from './test-at.ts'
import { symbolAt } from './writes.ts'

const { is, call, keyword } = pythonSyntax
const TAKES_CLOCK = /^(?:now|today|current_time|current_date|as_of|at|clock)$/
const YEAR = /\b(?:19|20)\d\d\b/
const READS = /\b(date|datetime)\.(today|now|utcnow)\(/

/** Fixes the clock where the test expects what holds on one day, or speaks of a day itself; what it computes from the clock may show a bug. */
export function fixedClock(input: CureInput): CureFound {
  const { test, isRaisedInProduct } = input
  const { file, body } = test
  if (isRaisedInProduct) return { kind: 'refused', why: 'product-fails', what: 'the product' }
  const isOfOneDay = demandOf(test, input.lines).isEqualToLiteral || YEAR.test(textOf(file.tree, body))
  if (!isOfOneDay) return { kind: 'refused', why: 'any-day', what: 'what the product gives' }
  const why = `the clock stands at ${input.day}, a day on which it passes`
  const given = givenClocks(input)
  if (given.length > 0) return { kind: 'edits', why, ways: [given] }
  const tool = freezing(input) ?? patching(input)
  return tool === null ? { kind: 'refused', why: 'no-tool', what: 'the product' } : { kind: 'edits', why, ways: [tool] }
}

/** The project's own tool: freezegun or time-machine. */
function freezing({ test, packages, day }: CureInput): readonly CureEdit[] | null {
  const { file, node } = test
  const has = (name: string, module: string) => packages.has(name) || new RegExp(`^\\s*(?:import|from) ${module}\\b`, 'm').test(file.text)
  const indent = /[ \t]*$/.exec(file.text.slice(0, node.start))?.[0] ?? ''
  const at = (replacement: string): CureEdit => ({
    file: file.path,
    start: node.start,
    end: node.start,
    replacement: `${replacement}\n${indent}`,
  })
  if (has('freezegun', 'freezegun'))
    return [...importing(file, ['from freezegun import freeze_time']), at(`@freeze_time("${day} 12:00:00")`)]
  if (has('time-machine', 'time_machine') || packages.has('time_machine'))
    return [...importing(file, ['import time_machine']), at(`@time_machine.travel("${day} 12:00:00", tick=False)`)]
  return null
}

/** A parameter of the product that takes the time, where the test leaves it out. */
function givenClocks(input: CureInput): readonly CureEdit[] {
  const { file, body } = input.test
  const [year, month, date] = input.day.split('-').map(Number)
  const edits: CureEdit[] = []
  const lines = new Set<string>()
  visit(body, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const symbol = parts === null ? null : symbolAt(input, file, parts.callee)
    const parameters = symbol === null || symbol.isTest ? [] : symbol.declaration.parameters
    const parameter = parameters.find(({ name, default: value }) => TAKES_CLOCK.test(name) && value === 'None')
    if (parts?.list === undefined || parameter === undefined) return true
    const isGiven =
      parts.arguments.length > parameters.indexOf(parameter) ||
      parts.arguments.some((one) => {
        const name = keyword(one)?.name
        return name !== undefined && textOf(file.tree, name) === parameter.name
      })
    if (isGiven) return true
    const isDate = /date|today|as_of/.test(parameter.name)
    lines.add(isDate ? 'from datetime import date' : 'from datetime import datetime')
    const value = isDate ? `date(${year}, ${month}, ${date})` : `datetime(${year}, ${month}, ${date}, 12)`
    const at = parts.list.end - 1
    edits.push({
      file: file.path,
      start: at,
      end: at,
      replacement: `${namedChildren(parts.list).length === 0 ? '' : ', '}${parameter.name}=${value}`,
    })
    return true
  })
  return edits.length === 0 ? [] : [...importing(file, [...lines]), ...edits]
}

/** Where the product reads the clock by a name of its own module, that name is given a class for the test whose clock stands. */
function patching(input: CureInput): readonly CureEdit[] | null {
  const { test, day } = input
  const { file } = test
  if (!takesFixtures(test)) return null
  const loaded = input.loadedBy(file)
  const readers = loaded.flatMap((one) => {
    const [, name = ''] = READS.exec(one.text) ?? []
    return name !== '' && importsFrom(one, name) ? [{ one, name }] : []
  })
  const modules = readers.map(({ one, name }) => ({ name, module: moduleIn(file, one.path, input) }))
  if (modules.some(({ module }) => module === null)) return null
  const imports = modules.flatMap(({ name, module }) => [...(module?.lines ?? []), `from datetime import ${name}`])
  const lines = modules.map(({ name, module }) => `monkeypatch.setattr(${module?.name}, "${name}", ${fixedName(name)})`)
  const classes = [...new Set(readers.map(({ name }) => name))].flatMap((name) => fixtureLines(file, standing(name, day)))
  if (readers.length === 0 && loaded.some(({ text }) => /\btime\.time\(\)/.test(text))) {
    imports.push('import time')
    lines.push(`monkeypatch.setattr(time, "time", lambda: ${Date.parse(`${day}T12:00:00Z`) / 1000})`)
  }
  return lines.length === 0
    ? null
    : [...importing(file, imports), ...classes, ...withFixture(test, 'monkeypatch'), ...atFirst(test, [...new Set(lines)])]
}

function fixedName(name: string): string {
  return name === 'date' ? 'FixedDate' : 'FixedDatetime'
}

/** The lines of a class whose clock stands. */
function standing(name: string, day: string): readonly string[] {
  const [year, month, date] = day.split('-').map(Number)
  const today = ['    @classmethod', '    def today(cls):', `        return cls(${year}, ${month}, ${date})`]
  const now = ['    @classmethod', '    def now(cls, tz=None):', `        return cls(${year}, ${month}, ${date}, 12, tzinfo=tz)`]
  return [`class ${fixedName(name)}(${name}):`, ...(name === 'date' ? today : [...now, '', ...today])]
}

function importsFrom(file: CuredFile, name: string): boolean {
  return file.imports().some(({ specifier, imported, local }) => specifier === 'datetime' && imported === name && local === name)
}
