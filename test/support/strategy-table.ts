import { diffLines } from 'diff'
import { strategies } from '../../src/engine/repair/strategies/index.ts'
import type { Strategy } from '../../src/engine/repair/strategy.ts'
import { fixtureNames, loadFixture } from './fixture.ts'

/** The README's table of all strategies, in Markdown: what each does, what becomes of it, and an example from a fixture. */
export function strategyTable(): string {
  const fixtures = fixtureNames().map((name) => loadFixture(name))
  const all: readonly Strategy[] = strategies
  // several files may go by one name
  const rows = [...Map.groupBy(all, ({ name }) => name)].map(([name, members]) => {
    const description = members.map((one) => one.description).join(' ')
    const shown = fixtures.find(({ shows }) => shows === name)
    const example = shown === undefined ? '' : exampleOf(shown)
    const outcome = shown?.answer === 'proposed' ? 'proposed' : 'offered'
    return `| \`${name}\` | ${description} | ${outcome} | ${example} |`
  })
  return ['| strategy | what it does | where it suffices, it is | example |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** What goes without a successor, else the last changed lines of the first file: imports come first, and say least. Else what comes. */
function exampleOf({ head, expected }: ReturnType<typeof loadFixture>): string {
  const [[path, after] = ['', '']] = expected
  const parts = diffLines(head.get(path) ?? '', after)
  const gone = parts.flatMap(({ removed, value }, index) =>
    removed ? [{ value, come: parts[index + 1]?.added ? parts[index + 1]?.value : undefined }] : [],
  )
  const cut = gone.find(({ come, value }) => come === undefined && value.trim() !== '')
  const last = gone.findLast(({ come }) => come !== undefined)
  if (gone.length === 0) return `with ${code(parts.findLast(({ added }) => added)?.value ?? '')}`
  if (cut !== undefined || last === undefined) return `without ${code(cut?.value ?? '')}`
  return `${code(last.value)} → ${code(last.come ?? '')}`
}

/** The lines without their indentation and comments, each as code. */
function code(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const shown = lines.filter((line) => line !== '' && !/^(?:#|\/\/)/.test(line))
  return shown.map((line) => `\`${line.replaceAll('|', '\\|')}\``).join('<br>')
}
