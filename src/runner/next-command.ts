import { shellQuote } from '../model/shell-quote.ts'

/** What of a healing's command line has to be said again for the same healing. */
export type HealWords = {
  readonly repo: string
  readonly base?: string
  readonly head?: string
  readonly test?: readonly string[]
  readonly report?: string
  readonly intent?: string
  readonly env?: readonly string[]
  readonly llm: boolean
  readonly flaky: boolean
}

/** The same healing once more, with `more` at its end. */
export function nextCommand(options: HealWords, ...more: readonly string[]): string {
  const { repo, base, head, test, report, intent, env, llm, flaky } = options
  const named = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  const listed = (name: string, values: readonly string[] | undefined) => (values === undefined ? [] : [name, ...values])
  const words = [
    ...['suture', 'heal', '--repo', repo, ...named('--base', base), ...named('--head', head), ...named('--report', report)],
    ...[...named('--intent', intent), ...listed('--env', env), ...listed('--test', test)],
    ...[...(llm ? [] : ['--no-llm']), ...(flaky ? [] : ['--no-flaky']), ...more],
  ]
  return words.map(shellQuote).join(' ')
}
