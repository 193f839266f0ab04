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

/** Folders that hold the same things: languages; the codes of reasons and their sentences. */
const TWINS = [/\/languages\/(?:python|typescript)\//, /\/(?:model\/reasons|engine\/reasons\/templates)\//]

/** Whether files may export the same name: twins of such folders, or a pair of the list. */
export function isFairPair(name: string, paths: readonly string[]): boolean {
  const twins = new Set(paths.map((path) => TWINS.reduce((shown, twin) => shown.replace(twin, '/<twin>/'), path)))
  return twins.size === 1 || name in FAIR
}
