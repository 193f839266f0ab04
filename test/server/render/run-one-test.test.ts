import { describe, expect, it } from 'vitest'
import { shellQuote } from '../../../src/model/shell-quote.ts'
import { runOneTest } from '../../../src/server/render/run-one-test.ts'

const run = (framework: string, testFile: string | null, testId: string) => runOneTest({ framework, testFile, testId })

describe('runOneTest', () => {
  it.each([
    ['pytest', 'tests/test_a.py', 'tests/test_a.py::test_b', 'python -m pytest tests/test_a.py::test_b'],
    ['pytest', 'tests/test_a.py', 'tests/test_a.py::A::test_b[1-x y]', "python -m pytest 'tests/test_a.py::A::test_b[1-x y]'"],
    ['pytest', 'tests/test_a.py', 'tests/test_a.py', 'python -m pytest tests/test_a.py'],
    ['jest', 'src/a.test.js', 'src/a.test.js > sum > adds 1 + 1 (fast)', "npx jest src/a.test.js -t 'sum.*adds 1 \\+ 1 \\(fast\\)$'"],
    ['vitest', 'a.test.ts', 'a.test.ts > prices $', "npx vitest run a.test.ts -t 'prices \\$$'"],
  ])('%s', (framework, file, testId, expected) => {
    expect(run(framework, file, testId)).toBe(expected)
  })

  it('quotes whatever a parameter may be, so that a shell takes it as it stands', () => {
    expect(run('pytest', 'a.py', "a.py::t[it's $(here) `x` !]")).toBe("python -m pytest 'a.py::t[it'\\''s $(here) `x` !]'")
  })

  it('keeps a file that looks like an option from being one', () => {
    expect(run('pytest', '-p.py', '-p.py')).toBe('python -m pytest ./-p.py')
  })

  it('runs the whole file where the name cannot be typed or is too long', () => {
    expect(run('pytest', 'a.py', 'a.py::t[\n; rm]')).toBe('python -m pytest a.py')
    expect(run('pytest', 'a.py', `a.py::t[${'x'.repeat(400)}]`)).toBe('python -m pytest a.py')
  })

  it('says nothing of frameworks and files that it does not know', () => {
    expect(run('maven', 'A.java', 'A#b')).toBeNull()
    expect(run('pytest', null, 'a.py::t')).toBeNull()
    expect(run('pytest', 'a\u202Eb.py', 'x')).toBeNull()
  })
})

describe('shellQuote', () => {
  it('leaves plain words alone', () => {
    expect(shellQuote('src/a-b.py')).toBe('src/a-b.py')
  })
})
