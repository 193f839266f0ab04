/** One failing test of a written log: the line of pytest's summary comes from it. */
export interface LoggedFailure {
  readonly testId: string
  readonly error?: string
}

const RULE = 60
const banner = (text: string) => ` ${text} `.padStart(RULE / 2 + text.length / 2, '=').padEnd(RULE, '=')
const DEFAULT_ERROR = 'AssertionError: assert 1 == 2'

const CHECKOUT = [
  'Syncing repository: example/ledger',
  '[command]/usr/bin/git -c protocol.version=2 fetch --no-tags --prune --depth=1 origin +HEAD_SHA:refs/remotes/origin/main',
  '##[group]Checking out the ref',
  '[command]/usr/bin/git checkout --progress --force -B main refs/remotes/origin/main',
  "Switched to a new branch 'main'",
  "branch 'main' set up to track 'origin/main'.",
  '##[endgroup]',
  '[command]/usr/bin/git log -1 --format=%H',
  'HEAD_SHA',
]

function section({ testId, error = DEFAULT_ERROR }: LoggedFailure): readonly string[] {
  const [file = '', ...names] = testId.split('::')
  const name = names.join('.')
  const type = error.split(':')[0]
  if (name === '') return [`_ ERROR collecting ${file} _`, `${file}:1: in <module>`, '    import product', `E   ${error}`]
  return [
    `____ ${name} ____`,
    '',
    `    def ${names.at(-1)}():`,
    '>       assert value() == 2',
    `E       ${error}`,
    '',
    `${file}:5: ${type}`,
  ]
}

/** The log of a job that ran pytest, recorded as of a push: see `ciLog`. An id without `::` is a file that could not be collected. */
export function pytestLog(failures: readonly LoggedFailure[], passed = 10): string {
  const isFile = ({ testId }: LoggedFailure) => !testId.includes('::')
  const failed = failures.filter((failure) => !isFile(failure)).length
  const errors = failures.length - failed
  const counts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${passed} passed`,
    ...(errors > 0 ? [`${errors} error${errors > 1 ? 's' : ''}`] : []),
  ]
  const lines = [
    ...CHECKOUT,
    '##[group]Run python -m pytest',
    '##[endgroup]',
    banner('test session starts'),
    'platform linux -- Python 3.11.11, pytest-8.4.2, pluggy-1.6.0',
    'rootdir: /home/runner/work/ledger/ledger',
    `collected ${passed + failed} items${errors > 0 ? ` / ${errors} errors` : ''}`,
    '',
    ...(errors > 0 ? [banner('ERRORS'), ...failures.filter(isFile).flatMap(section)] : []),
    ...(failed > 0 ? [banner('FAILURES'), ...failures.filter((one) => !isFile(one)).flatMap(section)] : []),
    ...(failures.length > 0 ? [banner('short test summary info')] : []),
    ...failures.map((one) => (isFile(one) ? `ERROR ${one.testId}` : `FAILED ${one.testId} - ${one.error ?? DEFAULT_ERROR}`)),
    banner(`${counts.join(', ')} in 0.56s`),
    ...(failures.length > 0 ? ['##[error]Process completed with exit code 1.'] : []),
  ]
  const stamp = (index: number) => new Date(Date.parse('2026-03-03T09:01:12Z') + index * 10).toISOString().replace('Z', '0000Z')
  return lines.map((line, index) => `${stamp(index)} ${line}\n`).join('')
}
