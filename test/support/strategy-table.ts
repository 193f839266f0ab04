import { diffLines } from 'diff'
import { strategies } from '../../src/engine/repair/index.ts'
import { fixtureNames, loadFixture } from './fixture.ts'

/** The README's table of all strategies, in Markdown: what each does, what becomes of it, and an example from a fixture. */
export function strategyTable(): string {
  const fixtures = fixtureNames().map((name) => loadFixture(name))
  const rows = strategies.map(({ name, description }) => {
    const shown = fixtures.find(({ shows }) => shows === name)
    const example = shown === undefined ? '' : exampleOf(shown)
    const outcome = shown?.answer === 'proposed' ? 'proposed' : 'offered'
    return `| \`${name}\` | ${description} | ${outcome} | ${example} |`
  })
  return ['| strategy | what it does | where it suffices, it is | example |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** The last changed lines of its first file: imports come first, and say least. */
function exampleOf({ head, expected }: ReturnType<typeof loadFixture>): string {
  const [[path, after] = ['', '']] = expected
  const parts = diffLines(head.get(path) ?? '', after).filter(({ added, removed, value }) => (added || removed) && value.trim() !== '')
  const come = parts.findLast(({ added }) => added)
  const gone =
    parts.findLast(({ removed }, index) => removed && (come === undefined || parts[index + 1] === come)) ??
    parts.findLast(({ removed }) => removed)
  const isPaired = come !== undefined && gone !== undefined && parts.indexOf(come) === parts.indexOf(gone) + 1
  return isPaired
    ? `${code(gone.value)} → ${code(come.value)}`
    : gone === undefined
      ? code(come?.value ?? '')
      : `without ${code(gone.value)}`
}

/** The lines without their indentation and comments, each as code. */
function code(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const shown = lines.filter((line) => line !== '' && !/^(?:#|\/\/)/.test(line))
  return shown.map((line) => `\`${line.replaceAll('|', '\\|')}\``).join('<br>')
}
