import type { CaseResult } from './case-result.ts'

type Bin = { readonly from: number; readonly n: number; readonly confidence: number; readonly right: number }

const BINS = 10
const SIZE = 360
const MARGIN = 46

/** How often verdicts that commit themselves are right, by their confidence. */
export function reliabilityBins(cases: readonly CaseResult[]): readonly Bin[] {
  const said = cases
    .flatMap(({ tests }) => tests)
    .flatMap(({ verdict, confidence, truth }) => {
      if (verdict !== 'product_regression' && verdict !== 'obsolete_test' && verdict !== 'removed_behaviour') return []
      return [{ confidence, isRight: (verdict === 'product_regression') === (truth === 'bug') }]
    })
  return Array.from({ length: BINS }, (_, index) => {
    const own = said.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === index)
    const mean = (of: (one: (typeof own)[number]) => number) => own.reduce((sum, one) => sum + of(one), 0) / own.length
    return { from: index / BINS, n: own.length, confidence: mean((one) => one.confidence), right: mean((one) => Number(one.isRight)) }
  }).filter(({ n }) => n > 0)
}

export function reliabilityLines(bins: readonly Bin[]): readonly string[] {
  const total = bins.reduce((sum, { n }) => sum + n, 0)
  const error = bins.reduce((sum, { n, confidence, right }) => sum + (n / total) * Math.abs(confidence - right), 0)
  return [
    `  reliability (${total} verdicts on tests), expected calibration error ${error.toFixed(3)}`,
    ...bins.map(
      ({ from, n, confidence, right }) =>
        `    ${from.toFixed(1)}–${(from + 1 / BINS).toFixed(1)}  n = ${n}, mean confidence ${confidence.toFixed(2)}, right ${right.toFixed(2)}`,
    ),
  ]
}

/** The reliability diagram: on the diagonal, confidence is what it says. The area of a point is its n. */
export function reliabilitySvg(bins: readonly Bin[]): string {
  const [x, y] = [(share: number) => MARGIN + share * SIZE, (share: number) => MARGIN + (1 - share) * SIZE]
  const largest = Math.max(1, ...bins.map(({ n }) => n))
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${y(0) + 16}" text-anchor="middle">${share}</text>`,
    `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${share}</text>`,
  ])
  const points = bins.map(
    ({ n, confidence, right }) =>
      `<circle cx="${x(confidence).toFixed(1)}" cy="${y(right).toFixed(1)}" r="${(3 + 13 * Math.sqrt(n / largest)).toFixed(1)}" fill="#2b6cb0" fill-opacity="0.6"><title>n = ${n}</title></circle>`,
  )
  const width = SIZE + 2 * MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 ${width} ${width}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${width}" fill="white"/>`,
    `<rect x="${x(0)}" y="${y(1)}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999" stroke-dasharray="4 4"/>`,
    ...ticks,
    ...points,
    `<text x="${x(0.5)}" y="${y(0) + 34}" text-anchor="middle">confidence</text>`,
    `<text x="14" y="${y(0.5)}" text-anchor="middle" transform="rotate(-90 14 ${y(0.5)})">share right</text>`,
    '</svg>\n',
  ].join('\n')
}
