// Runs in the worker: has V8 count what each test executes, and leaves the counts, in places of the compiled text, for the main process to map.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { basename, dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'

/** Counting begins at once. Each call to `took`, with id and file of a test, says what ran since the one before; `end` writes it all. */
export function createLines({ relative, write }) {
  const session = new Session()
  session.connect()
  // answered at once within one thread
  const post = (method, params) => {
    let answer
    session.post(method, params, (error, result) => {
      if (error) throw new Error(`${method}: ${error.message}`)
      answer = result
    })
    return answer
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const takes = []
  const scripts = new Map()
  let reason = null

  const took = (test) => {
    const counts = {}
    for (const { scriptId, url, functions } of post('Profiler.takePreciseCoverage').result) {
      const file = relative(url)
      if (file === null) continue
      const ran = functions.filter(({ ranges }) => ranges.some(({ count }) => count > 0))
      if (ran.length > 0)
        counts[scriptId] = functions.map(({ ranges }) => ranges.map((each) => [each.startOffset, each.endOffset, each.count]))
      scripts.set(scriptId, { file })
    }
    takes.push({ test, counts })
  }
  const readTexts = () => {
    // not before: while it is on, a `debugger` statement would stop the worker
    post('Debugger.enable')
    for (const [scriptId, script] of scripts) script.text = post('Debugger.getScriptSource', { scriptId }).scriptSource
    post('Debugger.disable')
  }

  return {
    /** What ran until now was loading. */
    loaded: () => took(null),
    took,
    lost: (why) => {
      reason ??= why
    },
    end: (file) => {
      took(null)
      readTexts()
      session.disconnect()
      const name = `lines-${process.pid}-${threadId}-${basename(file)}-${Math.random().toString(36).slice(2)}.json`
      const seen = { scripts: Object.fromEntries(scripts), takes }
      if (reason === null) writeFileSync(join(dirname(process.env.SUTURE_REQUEST), name), JSON.stringify(seen))
      else write('coverage_lost', { reason })
    },
  }
}
