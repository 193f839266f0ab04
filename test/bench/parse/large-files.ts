import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

type Random = () => number

/** Writes about `bytes` bytes of `text(n)`, one piece after the other. */
async function writeUpTo(
  path: string,
  bytes: number,
  head: string,
  piece: (index: number) => string,
  tail: (count: number) => string,
): Promise<void> {
  const out = createWriteStream(path)
  let size = 0
  let index = 0
  out.write(head)
  while (size < bytes) {
    const text = piece(index++)
    size += text.length
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end(tail(index))
  await once(out, 'close')
}

/** A JUnit report as pytest writes it: one case in fifty fails with a traceback, one in ten has captured output. */
export function writeLargeReport(path: string, bytes: number, random: Random): Promise<void> {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="pytest tests"><testsuite name="pytest" hostname="runner">'
  return writeUpTo(
    path,
    bytes,
    head,
    (index) => testCase(index, random),
    () => '</testsuite></testsuites>\n',
  )
}

function testCase(index: number, random: Random): string {
  const open = `<testcase classname="tests.unit.test_module_${index % 400}.TestGroup" name="test_case_${index}[row-${index % 7}]" time="${random().toFixed(3)}"`
  if (index % 50 === 0) return `${open}><failure message="AssertionError: assert ${index} == 3">${traceback(index)}</failure></testcase>`
  return index % 10 === 0
    ? `${open}><system-out>${'captured output of the test &lt;1&gt;\n'.repeat(8)}</system-out></testcase>`
    : `${open} />`
}

function traceback(index: number): string {
  const frame = `    def test_case_${index}(self):\n        value = compute(${index})\n&gt;       assert value == 3\nE       AssertionError: assert ${index} == 3\n\n`
  return `${frame.repeat(6)}tests/unit/test_module_${index % 400}.py:${index % 300}: AssertionError`
}

/** A job log with timestamps: results of tests, downloads, compiler output and now and then a traceback. */
export function writeLargeLog(path: string, bytes: number, random: Random): Promise<void> {
  const stamp = '2024-02-29T23:59:59.1234567Z '
  const head = `${stamp}Current runner version: '2.311.0'\n${stamp}============================= test session starts ==============================\n`
  const tail = (count: number) =>
    [
      `=================== ${Math.ceil(count / 200)} failed, ${count} passed in 99.00s ===================`,
      '##[error]Process completed with exit code 1.',
      'Cleaning up orphan processes',
      '',
    ]
      .map((line) => (line ? stamp + line : line))
      .join('\n')
  return writeUpTo(
    path,
    bytes,
    head,
    (index) =>
      logLines(index, random)
        .map((line) => `${stamp}${line}\n`)
        .join(''),
    tail,
  )
}

function logLines(index: number, random: Random): string[] {
  const kind = Math.floor(random() * 10)
  if (kind < 5)
    return [`tests/unit/test_module_${index % 400}.py::TestGroup::test_case_${index}[row-${index % 7}] PASSED [ ${index % 100}%]`]
  if (kind < 7)
    return [
      `[INFO] Downloading from central: https://packages.example/maven2/org/example/part-${index}/1.${index % 9}/part-${index}-1.${index % 9}.pom`,
    ]
  if (kind < 9) return [`  ✓ renders row ${index} of the table with the columns it was given (${index % 40} ms)`, '']
  if (index % 20 > 0) return [`src/part-${index}.c:${index % 900}:5: warning: unused variable 'value' [-Wunused-variable]`]
  return [
    'Traceback (most recent call last):',
    `  File "/home/runner/work/app/app/part_${index}.py", line ${index % 300}, in run`,
    '    raise ValueError(name)',
    `ValueError: row ${index}`,
  ]
}
