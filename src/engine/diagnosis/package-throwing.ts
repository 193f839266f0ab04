const MOST = 20_000 // characters of a stack: the innermost frame is at one of its ends
const LONGEST_LINE = 500
const PYTHON_FRAME = /^(?: *File ")?([^\s"]+\.py)(?:", line |:)\d+/
const JAVASCRIPT_FRAME = /([^\s()]+):\d+:\d+\)?$/

/** The installed package whose code the innermost frame of a stack is in; null where that is the repository's own, or the language's. */
export function packageThrowing(stack: string): string | null {
  const python = placesIn(stack.slice(-MOST), PYTHON_FRAME).at(-1)
  const place = python ?? placesIn(stack.slice(0, MOST), JAVASCRIPT_FRAME)[0]
  return place === undefined ? null : packageOfPath(place)
}

function placesIn(stack: string, frame: RegExp): readonly string[] {
  const lines = stack.split('\n').filter((line) => line.length <= LONGEST_LINE)
  return lines.flatMap((line) => frame.exec(line)?.[1] ?? [])
}

function packageOfPath(path: string): string | null {
  const python = /^(?:.*\/)?(?:site|dist)-packages\/([^/]+)/.exec(path)?.[1]
  if (python !== undefined) return python.replace(/\.py$/, '')
  return /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? null
}
