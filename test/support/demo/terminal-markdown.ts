import { paint, widthOf } from './paint.ts'

const WIDTH = 100
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#8203;': '',
}

/** What GitHub hides or draws: links show their text, folds their summary. */
function inline(text: string): string {
  return text
    .replace(/\*\*(.+?)\*\*/g, (_, bold: string) => paint.bold(bold))
    .replace(/(?<![\w*])\*([^*]+)\*(?!\w)/g, '$1')
    .replace(/\[((?:`[^`]*`|[^\]])*)\]\([^)\s]*\)/g, '$1')
    .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code))
    .replace(/<\/?sub>/g, '')
    .replace(/\\([\\`*_{}[\]()#+!|~$^=.-])/g, '$1')
    .replace(/&(?:amp|lt|gt|#\d+);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** The words of `text` in lines of at most WIDTH columns, `first` before the first and `rest` before the others. */
function wrap(text: string, first: string, rest: string): readonly string[] {
  const lines: string[] = []
  let line = first
  for (const word of text.split(' ')) {
    if (widthOf(`${line}${word}`) > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = rest
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}

function painted(line: string): string {
  if (line.startsWith('+')) return paint.green(line)
  return line.startsWith('-') ? paint.red(line) : line
}

/** One line of text: its list mark, then its parts between `<br>`, each below the other. */
function textLines(line: string): readonly string[] {
  if (/^\|(?: *-+ *\|)+$/.test(line)) return []
  if (line.startsWith('|')) return wrap(inline(line.replace(/^\| *| *\|$/g, '')), '    ', '      ')
  if (line.startsWith('#')) return [paint.bold(line.replace(/^#+ /, ''))]
  const [mark = ''] = /^\s*(?:[-*] )?/.exec(line) ?? []
  const indent = ' '.repeat(mark.length)
  const parts = line.slice(mark.length).split('<br>')
  return parts
    .filter((part, index) => part !== '' || index === 0)
    .flatMap((part, index) => wrap(inline(part), index === 0 ? mark : indent, indent))
}

/** A block of code as it stands; a diff as one line where the whole diff is shown elsewhere. */
function codeLines(kind: string, lines: readonly string[], isDiffElsewhere: boolean): readonly string[] {
  if (kind !== 'diff' || !isDiffElsewhere) return lines.map((line) => `    ${painted(line)}`.trimEnd())
  const edited = lines.filter((line) => line.startsWith('+')).length
  return [paint.dim(`    (${edited} line${edited === 1 ? '' : 's'}, see the files below)`)]
}

/** A body in GitHub's Markdown as lines of a terminal: what a reader sees before clicking anything. */
export function terminalMarkdown(body: string, { isDiffElsewhere = false } = {}): readonly string[] {
  const shown = body
    .replace(/<!--[\s\S]*?-->\n*/g, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>\n*/g, (_, summary: string) => `▸ ${summary}\n`)
    .replace(/^(▸ .*\n)(?!▸)/gm, '$1\n')
  const lines = shown.split(/^(`{3,}\w*\n[\s\S]*?\n`{3,})$/m).flatMap((part) => {
    const code = /^`{3,}(\w*)\n([\s\S]*)\n`{3,}$/.exec(part)
    return code === null ? part.split('\n').flatMap(textLines) : codeLines(code[1] ?? '', (code[2] ?? '').split('\n'), isDiffElsewhere)
  })
  const single = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
  return single.at(-1) === '' ? single.slice(0, -1) : single
}

/** The lines behind a bar, under a title. */
export function framed(title: string, lines: readonly string[]): string {
  return [`  ${paint.bold(inline(title))}`, ...lines.map((line) => `  ${paint.dim('│')} ${line}`.trimEnd()), ''].join('\n')
}
