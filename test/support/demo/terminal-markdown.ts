import { paint, widthOf } from './paint.ts'

const WIDTH = 100
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#64;': '@',
  '&#35;': '#',
  '&#58;': ':',
  '&#46;': '.',
  '&#45;': '-',
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

function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(`${line} ${word}`) > WIDTH) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function painted(line: string): string {
  if (line.startsWith('+')) return paint.green(line)
  return line.startsWith('-') ? paint.red(line) : line
}

/** A line outside of a fence, wrapped; a list item's continuation is indented under its text. */
function prose(line: string): readonly string[] {
  if (line.startsWith('#')) return [paint.bold(line.replace(/^#+ /, ''))]
  const indent = /^\s*(?:[-*] )?/.exec(line)?.[0].replace('-', ' ') ?? ''
  const parts = line.split('<br>').filter((part) => part !== '' || line === '')
  return parts.flatMap((part) => wrap(inline(part), line.startsWith(part) ? indent : `${indent}  `))
}

/** A body in GitHub's Markdown as lines of a terminal: what a reader sees before clicking anything. */
export function terminalMarkdown(body: string): readonly string[] {
  const shown = body
    .replace(/<!--[\s\S]*?-->\n*/g, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, (_, summary: string) => `▸ ${summary}`)
  const lines: string[] = []
  let fence = ''
  for (const line of shown.split('\n')) {
    const mark = /^(`{3,})/.exec(line)?.[1]
    if (fence !== '') {
      if (line === fence) fence = ''
      else lines.push(`    ${painted(line)}`)
    } else if (mark !== undefined) fence = mark
    else lines.push(...prose(line))
  }
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '')
}

/** The lines behind a bar, under a title. */
export function framed(title: string, lines: readonly string[]): string {
  return [`  ${paint.bold(title)}`, ...lines.map((line) => `  ${paint.dim('│')} ${line}`.trimEnd()), ''].join('\n')
}
