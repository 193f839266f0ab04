import type { Edit } from '../../model/candidate.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import { candidateOf } from './candidate-of.ts'
import type { Optimization, OptimizationInput } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'parallel-files'
/** Of two processes, as far as anybody knows before it is measured. */
const EXPECTED = 0.3

type Switch = { readonly file: RegExp; readonly found: RegExp; readonly replacement: string }

const property = (name: string, value: string): RegExp => new RegExp(`["']?\\b${name}\\b["']?\\s*:\\s*${value}(?=\\s*[,}\\n])`)
const CONFIG = /(?:^|\/)(?:jest|vite|vitest)\.config\.[cm]?[jt]s$/
const MANIFEST = /(?:^|\/)package\.json$/
const script = (words: string): RegExp => new RegExp(`(?<=\\b(?:vitest|jest)\\b[^"]*\\s)(?:${words})(?=[\\s"])`)
/** As many as there are processors: by themselves both frameworks leave one to others, and so on a machine with two run one file after the other. */
const ALL = "maxWorkers: '100%'"
const ALL_WORDS = '--maxWorkers=100%'

/** What keeps the files of a suite one after the other, or lets them run beside each other, as each framework has it. */
const SWITCHES: Readonly<Partial<Record<FrameworkName, readonly Switch[]>>> = {
  vitest: [
    { file: CONFIG, found: property('(?:fileParallelism|maxWorkers)', '(?:false|1)'), replacement: ALL },
    { file: MANIFEST, found: script('--no-file-parallelism|--fileParallelism=false|--maxWorkers[= ]1'), replacement: ALL_WORDS },
  ],
  jest: [
    { file: CONFIG, found: property('maxWorkers', '1'), replacement: ALL },
    { file: MANIFEST, found: script('--runInBand|-i|--maxWorkers[= ]1|-w[= ]?1'), replacement: ALL_WORDS },
  ],
  pytest: [
    {
      file: /(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg)$/,
      found: /(?<=^addopts[ \t]*=(?!.*(?:-n\b|--numprocesses)).*)$/m,
      replacement: ' -n auto',
    },
  ],
}

/** Test files run beside each other, by the framework's own switch; only where orders and two processes at once show that they do not meet. */
export const parallelFiles: Optimization = {
  name: NAME,
  type: 'parallelize',
  description: 'Lets test files run beside each other.',
  propose: (input) => {
    const edits = switchEdits(input)
    const tests = [...input.facts.tests.values()]
    if (edits.length === 0 || testsByFile(input.facts).size < 2 || !tests.some(({ ref }) => input.focus.has(ref.id))) return []
    return [
      candidateOf({
        ...{ name: NAME, type: 'parallelize', testId: input.sources.framework.name, tests: tests.map(({ ref }) => ref.id), files: [] },
        ...{ measured: 'suite', expectedMs: EXPECTED * input.facts.suiteMs, risk: 'medium', shares: true },
        why: 'its files run one after the other',
        how: 'they run beside each other, as many as there are processors; each is in a process of its own',
        edits,
      }),
    ]
  },
}

function switchEdits({ sources, settings }: OptimizationInput): readonly Edit[] {
  const { framework, packages } = sources
  if (framework.name === 'pytest' && !packages.has('pytest-xdist')) return []
  return (SWITCHES[framework.name] ?? []).flatMap(({ file, found, replacement }) =>
    [...settings].flatMap(([path, text]): readonly Edit[] => {
      const match = file.test(path) ? found.exec(text) : null
      if (match === null) return []
      return [{ file: path, range: { start: match.index, end: match.index + match[0].length }, replacement, effect: 'setup', causes: [] }]
    }),
  )
}
