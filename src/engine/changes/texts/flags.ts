import type { Language } from '../../languages/language.ts'

/** Whether a text is an option of a command line: `--dry-run`. */
export function isFlag(text: string): boolean {
  return text.startsWith('--')
}

/** What a parser calls the value of an option where it is not told otherwise: `dry_run` of Python's, `dryRun` of JavaScript's. */
export function destination(flag: string, { calling }: Language): string {
  const name = flag.replace(/^--(?:no-)?/, '')
  if (calling.namesArgumentsBy === 'keywords') return name.replaceAll('-', '_')
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
