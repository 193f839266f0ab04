/** What may be imported wherever texts are judged: the engine without the pipeline, which runs stages. */
const TEXT_ENGINE = [
  'engine/reasons/',
  'engine/archives/',
  'engine/reports/',
  'engine/languages/',
  'engine/frameworks/',
  'engine/changes/',
  'engine/diagnosis/',
  'engine/repair/',
  'engine/review/',
  'engine/conclusion/',
  'engine/flakiness/',
  'engine/history/prediction/',
  'engine/history/',
  'engine/cures/',
  'engine/optimization/',
  'engine/workflow/',
]

/** What the steps of a healing, and the jobs that take them, are made of. */
const HEALING_PARTS = [
  'server/history/',
  'server/github/',
  'server/effects/',
  'server/queue/',
  'server/ingest/',
  'server/intake/',
  'server/triage/',
  'server/gate/',
  'server/render/',
]

/** What every folder of the server may use: it imports nothing back. */
const SERVER_BASE = ['model/', 'protocol/', 'config/', 'server/log.ts', 'server/metrics.ts', 'server/server-config.ts']

/** Who may import whom: a folder or file below src/ → folders and files below src/. The longest match rules; every folder may import itself. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'model/': [],
  'protocol/': ['model/'],
  'config/': ['model/'],
  'engine/ports.ts': ['model/'],
  'engine/reasons/': ['model/'],
  'engine/archives/': ['model/'],
  'engine/reports/': ['model/', 'config/', 'engine/archives/'],
  'engine/languages/': ['model/', 'config/'],
  'engine/frameworks/': ['model/', 'config/', 'engine/reports/', 'engine/languages/'],
  'engine/workflow/': ['model/', 'config/'],
  'engine/changes/': ['model/', 'config/', 'engine/reasons/', 'engine/reports/', 'engine/languages/'],
  'engine/flakiness/': ['model/', 'engine/reports/'],
  'engine/history/prediction/': ['model/', 'engine/languages/', 'engine/frameworks/', 'engine/changes/', 'engine/diagnosis/'],
  'engine/history/': ['model/'],
  'engine/mutation/': ['model/', 'config/', 'engine/languages/'],
  'engine/diagnosis/': [
    'model/',
    'config/',
    'engine/reasons/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
  ],
  'engine/repair/': [
    'model/',
    'config/',
    'engine/reasons/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
  ],
  'engine/review/': [
    'model/',
    'config/',
    'engine/reasons/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
  ],
  'engine/cures/': [
    'model/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
    'engine/review/',
  ],
  'engine/optimization/': [
    'model/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/mutation/',
    'engine/repair/',
    'engine/review/',
    'engine/cures/',
  ],
  'engine/conclusion/': [
    'model/',
    'config/',
    'engine/reasons/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
    'engine/review/',
  ],
  'engine/stages/': ['model/', 'config/', 'engine/ports.ts', 'engine/mutation/', ...TEXT_ENGINE],
  'engine/hunt/': ['model/', 'config/', 'engine/ports.ts', 'engine/flakiness/', ...TEXT_ENGINE],
  'engine/curing/': ['model/', 'engine/ports.ts', 'engine/mutation/', 'engine/stages/', 'engine/hunt/', ...TEXT_ENGINE],
  'engine/staleness/': ['model/', 'engine/ports.ts', 'engine/mutation/', 'engine/stages/', ...TEXT_ENGINE],
  'engine/optimizing/': ['model/', 'engine/ports.ts', 'engine/mutation/', 'engine/stages/', 'engine/curing/', ...TEXT_ENGINE],
  'engine/pipeline.ts': ['model/', 'config/', 'engine/'],
  'sandbox/': ['model/'],
  'runner/': ['model/', 'protocol/', 'config/', 'engine/', 'sandbox/'],
  'server/log.ts': ['model/'],
  'server/metrics.ts': [],
  'server/server-config.ts': ['model/', 'config/', 'server/log.ts'],
  'server/history/': ['model/', 'protocol/', 'config/', 'engine/history/'],
  'server/github/': [...SERVER_BASE, 'engine/workflow/'],
  'server/effects/': [...SERVER_BASE, 'server/github/'],
  'server/queue/': [...SERVER_BASE, 'server/history/', 'server/github/'],
  'server/inbox/': [...SERVER_BASE, 'engine/archives/', 'server/history/', 'server/github/', 'server/queue/'],
  'server/processes/': ['model/'],
  'server/ingest/': [...SERVER_BASE, ...TEXT_ENGINE, 'server/processes/', 'server/history/', 'server/github/'],
  'server/intake/': [...SERVER_BASE, ...TEXT_ENGINE, 'server/processes/', 'server/github/'],
  'server/triage/': [...SERVER_BASE, ...TEXT_ENGINE, 'server/intake/'],
  'server/gate/': SERVER_BASE,
  'server/render/': [...SERVER_BASE, ...TEXT_ENGINE, 'server/effects/', 'server/triage/', 'server/gate/'],
  'server/commands/': [...SERVER_BASE, 'server/history/', 'server/queue/', 'server/triage/', 'server/render/'],
  'server/heal-steps/': [...SERVER_BASE, ...TEXT_ENGINE, ...HEALING_PARTS],
  'server/webhooks/': [
    ...SERVER_BASE,
    'server/history/',
    'server/github/',
    'server/effects/',
    'server/queue/',
    'server/render/',
    'server/commands/',
    'server/heal-steps/',
  ],
  'server/jobs/': [...SERVER_BASE, ...TEXT_ENGINE, ...HEALING_PARTS, 'server/heal-steps/', 'server/webhooks/'],
  'server/api/': [
    ...SERVER_BASE,
    'engine/history/prediction/',
    'server/gate/',
    'server/github/',
    'server/history/',
    'server/queue/',
    'server/triage/',
    'server/heal-steps/',
  ],
  'server/listen.ts': ['model/'],
  'server/http.ts': [...SERVER_BASE, 'server/inbox/', 'server/api/'],
  'server/read-server-config.ts': SERVER_BASE,
  'server/create-server.ts': [
    ...SERVER_BASE,
    'server/history/',
    'server/github/',
    'server/queue/',
    'server/inbox/',
    'server/jobs/',
    'server/api/',
    'server/http.ts',
    'server/listen.ts',
  ],
  'server/main.ts': [
    ...SERVER_BASE,
    'server/history/',
    'server/queue/',
    'server/jobs/',
    'server/api/',
    'server/create-server.ts',
    'server/read-server-config.ts',
  ],
  'main.ts': ['runner/main.ts', 'server/main.ts'],
}

/** The rule for a path below src/: its place, and where it may import from; undefined where no rule names it. */
export function ruleOf(path: string): { readonly place: string; readonly targets: readonly string[] } | undefined {
  const inside = path.slice('src/'.length)
  const [place] = Object.keys(ARROWS)
    .filter((folder) => covers(folder, inside))
    .sort((a, b) => b.length - a.length)
  return place === undefined ? undefined : { place, targets: [...(ARROWS[place] ?? []), place] }
}

export function mayImport(from: string, to: string): boolean {
  const inside = to.slice('src/'.length)
  return (ruleOf(from)?.targets ?? []).some((place) => covers(place, inside))
}

function covers(place: string, path: string): boolean {
  return path === place || (place.endsWith('/') && path.startsWith(place))
}
