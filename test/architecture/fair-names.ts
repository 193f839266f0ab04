/** Names that two files may share, as whoever reads one expects the other. */
const FAIR: Readonly<Record<string, string>> = {
  main: 'the two sides begin alike',
  heal: 'the command of the laptop and of a comment',
  flaky: 'a kind of failure and the rung that finds it',
  jest: 'a framework and the grammar of its log',
  pytest: 'a framework and the grammar of its log',
  vitest: 'a framework and the grammar of its log',
  judge: 'the stage and the rule that it applies',
  reproduce: 'the stage and the command of the workflow that runs it',
  Cause: 'until the repair core has its own (issue 14)',
}

/** Whether files may export the same name: twins of two languages, or a pair of the list. */
export function isFairPair(name: string, paths: readonly string[]): boolean {
  const twins = new Set(paths.map((path) => path.replace(/\/(?:python|typescript)\//, '/<language>/')))
  return twins.size === 1 || name in FAIR
}
