/** One line of the chart: an answer's p95 in milliseconds at each number of executions. */
export type Growth = { readonly name: string; readonly points: readonly (readonly [rows: number, ms: number])[] }

const [WIDTH, HEIGHT, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT] = [900, 420, 60, 30, 560, 330] as const
const COLOURS = [
  '#1b6ca8',
  '#c8553d',
  '#3a7d44',
  '#8e5ea2',
  '#b58900',
  '#2a9d8f',
  '#6c584c',
  '#d1495b',
  '#457b9d',
  '#606c38',
  '#9d4edd',
] as const

/** An SVG of how long answers take, by how many executions are stored. */
export function growthChart(lines: readonly Growth[]): string {
  const all = lines.flatMap(({ points }) => points)
  const [mostRows, mostMs] = [Math.max(...all.map(([rows]) => rows)), Math.max(1, ...all.map(([, ms]) => ms))]
  const x = (rows: number) => Math.round(LEFT + (rows / mostRows) * PLOT_WIDTH)
  const y = (ms: number) => Math.round(TOP + PLOT_HEIGHT - (ms / mostMs) * PLOT_HEIGHT)
  const text = (px: number, py: number, words: string, more = '') => `<text x="${px}" y="${py}" ${more}>${words}</text>`
  const drawn = lines.map(({ name, points }, index) => {
    const colour = COLOURS[index % COLOURS.length]
    const path = points.map(([rows, ms]) => `${x(rows)},${y(ms)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${text(LEFT + PLOT_WIDTH + 20, TOP + 10 + index * 20, name.replaceAll('&', '&amp;'), `fill="${colour}"`)}`
  })
  const ticks = [...new Set(all.map(([rows]) => rows))].map((rows) =>
    text(x(rows), TOP + PLOT_HEIGHT + 20, `${Math.round(rows / 100_000) / 10}`, 'text-anchor="middle"'),
  )
  const levels = [0, mostMs / 2, mostMs].map((ms) => text(LEFT - 8, y(ms) + 4, `${Math.round(ms * 10) / 10}`, 'text-anchor="end"'))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
<path d="M${LEFT} ${TOP}V${TOP + PLOT_HEIGHT}H${LEFT + PLOT_WIDTH}" fill="none" stroke="#444"/>
${[...ticks, ...levels, ...drawn].join('\n')}
${text(LEFT, 18, 'p95 of answers, ms')}
${text(LEFT + PLOT_WIDTH / 2, HEIGHT - 15, 'executions stored, millions', 'text-anchor="middle"')}
</svg>
`
}
