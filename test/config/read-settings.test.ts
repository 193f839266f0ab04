import { describe, expect, test } from 'vitest'
import { readSettings, type SettingLayers } from '../../src/config/read-settings.ts'
import type { Settings } from '../../src/config/settings.ts'

function settingsOf(text: string | null, layers?: SettingLayers): Settings {
  const reading = readSettings(text, layers)
  if (reading.outcome === 'invalid') throw new Error(JSON.stringify(reading.problems))
  return reading.settings
}

function problemsOf(text: string, layers?: SettingLayers) {
  const reading = readSettings(text, layers)
  return reading.outcome === 'invalid' ? reading.problems : []
}

describe('defaults', () => {
  test('stand where no file, or an empty one, says otherwise', () => {
    for (const text of [null, '', '# nothing yet\n']) {
      expect(settingsOf(text)).toMatchObject({ mode: 'pr', HEALING_AUTO_REPAIR: true, HEALING_CONFIDENCE_THRESHOLD: 0.7 })
      expect(settingsOf(text)).toMatchObject({ HEALING_WAIT_MINUTES: 10, HEALING_MAX_RUNNING: 2, HEALING_MAX_PER_DAY: 20 })
      expect(settingsOf(text)).toMatchObject({ QUARANTINE_DAYS: 14, FLAKY_MIN_RUNS: 10, FLAKY_MAX_RUNS: 50, TEST_FILES_ADD: [] })
    }
  })
})

describe('layers', () => {
  test('the file wins over the server environment', () => {
    const serverEnvironment = { HEALING_MODE: 'observe', FLAKY_MIN_RUNS: '12' }
    expect(settingsOf('mode: suggest', { serverEnvironment })).toMatchObject({ mode: 'suggest', FLAKY_MIN_RUNS: 12 })
  })

  test('flags win over the environment, which wins over the file', () => {
    const text = 'HEALING_MAX_REPAIR_ATTEMPTS: 1\nHEALING_CONFIDENCE_THRESHOLD: 0.5\nHEALING_AUTO_REPAIR: false\n'
    const environment = { HEALING_MAX_REPAIR_ATTEMPTS: '2', HEALING_CONFIDENCE_THRESHOLD: '0.6' }
    expect(settingsOf(text, { environment, flags: { HEALING_CONFIDENCE_THRESHOLD: 0.9 } })).toMatchObject({
      HEALING_AUTO_REPAIR: false,
      HEALING_MAX_REPAIR_ATTEMPTS: 2,
      HEALING_CONFIDENCE_THRESHOLD: 0.9,
    })
  })

  test('an environment gives booleans and lists too, and an empty value is none', () => {
    const environment = { HEALING_AUTO_REPAIR: 'false', TEST_FILES_EXCLUDE: 'e2e/**, slow/**', FLAKY_MAX_RUNS: '' }
    expect(settingsOf(null, { environment })).toMatchObject({
      HEALING_AUTO_REPAIR: false,
      TEST_FILES_EXCLUDE: ['e2e/**', 'slow/**'],
      FLAKY_MAX_RUNS: 50,
    })
  })

  test('the server limits what the repository asks for, and says what it changed', () => {
    const limits = { mode: 'suggest', numbers: { HEALING_MAX_RUNNING: { max: 3 }, HEALING_CONFIDENCE_THRESHOLD: { min: 0.6 } } } as const
    const reading = readSettings('mode: pr\nHEALING_MAX_RUNNING: 9\nHEALING_CONFIDENCE_THRESHOLD: 0.1\n', { limits })
    expect(reading).toMatchObject({
      outcome: 'ok',
      settings: { mode: 'suggest', HEALING_MAX_RUNNING: 3, HEALING_CONFIDENCE_THRESHOLD: 0.6 },
      limited: [
        { name: 'HEALING_CONFIDENCE_THRESHOLD', asked: 0.1, used: 0.6 },
        { name: 'HEALING_MAX_RUNNING', asked: 9, used: 3 },
        { name: 'mode', asked: 'pr', used: 'suggest' },
      ],
    })
    expect(settingsOf('mode: observe', { limits }).mode).toBe('observe')
  })
})

describe('invalid settings', () => {
  test('name the setting, its line and what it may be', () => {
    const [problem] = problemsOf('# ours\nmode: loud\n')
    expect(problem).toMatchObject({ path: 'mode', line: 2 })
    expect(problem?.message).toContain('observe')
  })

  test('an unknown name is refused, with the name that was probably meant', () => {
    expect(problemsOf('mode: pr\nflaky-min-runs: 3\n')).toEqual([
      { path: 'flaky-min-runs', line: 2, message: 'There is no setting flaky-min-runs; FLAKY_MIN_RUNS was probably meant.' },
    ])
  })

  test('all problems are told at once', () => {
    const paths = problemsOf('HEALING_CONFIDENCE_THRESHOLD: 7\nFLAKY_MIN_RUNS: 1.5\n').map((problem) => problem.path)
    expect(paths).toEqual(['HEALING_CONFIDENCE_THRESHOLD', 'FLAKY_MIN_RUNS'])
  })

  test('a bad value of the environment names the variable', () => {
    expect(problemsOf('', { environment: { HEALING_MODE: 'loud' } })[0]?.path).toBe('HEALING_MODE')
  })

  test('the least number of runs must not exceed the most', () => {
    expect(problemsOf('FLAKY_MIN_RUNS: 60\n')[0]).toMatchObject({ path: 'FLAKY_MIN_RUNS', line: 1 })
  })

  test.each([
    ['no YAML', 'mode: [pr\n', 'not YAML'],
    ['a list', '- mode\n', 'names and values'],
    ['a key twice', 'mode: pr\nmode: pr\n', 'not YAML'],
    ['too long', `# ${'x'.repeat(70_000)}`, 'longer than'],
    ['too many aliases', `a: &a [x]\nb: [${'*a,'.repeat(200)}]\n`, 'aliases'],
  ])('%s is told apart', (_name, text, words) => {
    expect(problemsOf(text)[0]?.message).toContain(words)
  })
})
