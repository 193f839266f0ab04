// A reporter of Jest that writes records.
const { existsSync, readFileSync, rmSync } = require('node:fs')
const { failureOf, fileReport, framesOf, relative, request, seenFile, write } = require('../javascript/records.cjs')

const NAMED = /^\s*(?:Uncaught )?([A-Za-z_$][\w$.]*(?:Error|Exception)): ([\s\S]*)$/
// Jest puts advice before it
const SYNTAX = /^\s*(SyntaxError): ([\s\S]*)$/m

module.exports = class Reporter {
  told = new Set()
  testIds = request().testIds
  isSilent = request().mutants !== null

  isAsked({ ref: { id, file } }) {
    if (this.isSilent) return false
    return this.testIds === null || this.testIds.has(id) || this.testIds.has(file)
  }

  onTestCaseStart(test, { ancestorTitles, title, mode }) {
    const place = placeOf(test.path, ancestorTitles, title, null)
    if (this.isAsked(place) && mode !== 'skip' && mode !== 'todo') write('start', place)
  }

  onTestCaseResult(test, { ancestorTitles, title, location, status, duration, failureMessages }) {
    const place = placeOf(test.path, ancestorTitles, title, location?.line ?? null)
    if (!this.isAsked(place)) return
    this.told.add(place.ref.id)
    const outcome = status === 'passed' || status === 'failed' ? status : 'skipped'
    const failure = outcome === 'failed' ? (takeSeen(place.ref.id) ?? fromText(failureMessages[0], 'call')) : null
    write('report', { ...place, phase: 'call', outcome, durationMs: duration ?? 0, failure })
    write('finish', { testId: place.ref.id })
  }

  onTestFileResult(test, { testExecError, failureMessage, testResults }) {
    // skipped tests are only reported here, and so are all tests of an older or foreign runner
    for (const result of testResults) {
      if (!this.told.has(placeOf(test.path, result.ancestorTitles, result.title, null).ref.id)) this.onTestCaseResult(test, result)
    }
    if (testExecError)
      fileReport(test.path, 'collect', fromText(testExecError.stack ?? testExecError.message ?? failureMessage, 'collect', testExecError))
    // a file without tests
    else if (testResults.length === 0 && failureMessage) fileReport(test.path, 'collect', fromText(failureMessage, 'collect'))
  }
}

function placeOf(path, ancestorTitles, title, line) {
  const file = relative(path) ?? path
  return { ref: { id: [file, ...ancestorTitles, title].join(' > '), file, suite: ancestorTitles, name: title, row: null }, line }
}

/** What the set-up file saw in the test's own realm. */
function takeSeen(testId) {
  const file = seenFile(testId)
  if (!existsSync(file)) return null
  const seen = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  return seen
}

function fromText(text, phase, error) {
  const stack = String(text ?? '')
  const [, name = 'Error', first = stack] = NAMED.exec(stack) ?? SYNTAX.exec(stack) ?? []
  const message = (name !== 'SyntaxError' && error?.message) || first.split(/\n\s+at /)[0]
  return failureOf(phase, error?.type ?? name, message, stack, framesOf(stack))
}
