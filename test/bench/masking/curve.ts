import type { MaskingResult } from './masking-result.ts'

export type CurvePoint = { readonly threshold: number; readonly repaired: number; readonly masked: number }

const STEPS = 20
const [WIDTH, HEIGHT, MARGIN] = [520, 320, 52]

/** Share of repaired tests that the refactorings broke, and of bugs masked, as the threshold of confidence moves. */
export function curveOf(cases: readonly MaskingResult[]): readonly CurvePoint[] {
  const obsolete = cases.flatMap(({ repairable }) => repairable.filter(({ truth }) => truth === 'obsolete'))
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const threshold = step / STEPS
    const isOffered = ({ offered }: MaskingResult['repairable'][number]) => offered !== null && offered >= threshold
    const masked = cases.filter(({ repairable }) => repairable.some((test) => test.truth === 'bug' && isOffered(test)))
    const share = (hits: number, n: number) => (n === 0 ? 0 : hits / n)
    return { threshold, repaired: share(obsolete.filter(isOffered).length, obsolete.length), masked: share(masked.length, cases.length) }
  })
}

export function curveLines(points: readonly CurvePoint[]): readonly string[] {
  const shown = points.filter((_, at) => at % 2 === 0)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return shown.map(
    ({ threshold, repaired, masked }) => `  threshold ${threshold.toFixed(1)}  repaired ${percent(repaired)}, masked ${percent(masked)}`,
  )
}

/** Both shares over the threshold, with the threshold that is set by default. */
export function curveSvg(
  points: readonly CurvePoint[],
  n: { readonly bugs: number; readonly obsolete: number },
  threshold: number,
): string {
  const x = (share: number) => MARGIN + share * (WIDTH - 2 * MARGIN)
  const y = (share: number) => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
  const line = (of: (point: CurvePoint) => number, colour: string) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point) => `${x(point.threshold).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ')}"/>`
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${y(0) + 16}" text-anchor="middle">${share}</text>`,
    `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${100 * share} %</text>`,
  ])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<rect x="${x(0)}" y="${y(1)}" width="${WIDTH - 2 * MARGIN}" height="${HEIGHT - 2 * MARGIN}" fill="none" stroke="#999"/>`,
    `<line x1="${x(threshold)}" y1="${y(0)}" x2="${x(threshold)}" y2="${y(1)}" stroke="#999" stroke-dasharray="4 4"/>`,
    ...ticks,
    line(({ repaired }) => repaired, '#2b6cb0'),
    line(({ masked }) => masked, '#c53030'),
    `<text x="${x(0)}" y="20" fill="#2b6cb0">out-of-date tests repaired (n = ${n.obsolete})</text>`,
    `<text x="${x(0)}" y="36" fill="#c53030">bugs masked (n = ${n.bugs})</text>`,
    `<text x="${WIDTH / 2}" y="${HEIGHT - 14}" text-anchor="middle">threshold of confidence (dashed: the default)</text>`,
    '</svg>\n',
  ].join('\n')
}
