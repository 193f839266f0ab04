import type { PackageVersion, Workspace } from '../../engine/ports.ts'
import type { Environment } from '../../model/environment.ts'

/** How a registry's own client brings one version, unbuilt and unrun, into an empty folder. */
export type Registry = {
  /** What may come: anything else never reaches the command line. */
  readonly name: RegExp
  readonly version: RegExp
  /** Commands that do it, tried in turn if a program is missing, or reports that it does not exist. */
  commands(asked: PackageVersion, folder: string): readonly (readonly string[])[]
  /** Variables of the caller that say where the registry is, and how it is reached. */
  readonly variables: RegExp
  readonly archive: RegExp
  /** What its client prints if the thing does not exist. */
  readonly isAbsent: RegExp
  readonly absent: string
  /** Files that its client reads there, from the repository's own settings; `null` where these name a registry that it would not ask. */
  settings(head: Pick<Workspace, 'listFiles' | 'readFile'>): Promise<Readonly<Record<string, string>> | null>
}

/** Only text is read: where this machine has no wheel, one that was built for others says the same. Old versions were built up to their time. */
const ANY_MACHINE = [
  ...['--python-version=3.9', '--implementation=cp', '--abi=cp39', '--abi=abi3', '--abi=none'],
  ...['manylinux1', 'manylinux2010', 'manylinux2014', 'manylinux_2_17'].map((name) => `--platform=${name}_x86_64`),
  '--platform=any',
]

const PROXY = 'https?_proxy|all_proxy|no_proxy'

const pypi: Registry = {
  name: /^[A-Za-z0-9][\w.-]*$/,
  version: /^\d[\w.+!-]*$/,
  variables: new RegExp(
    `^(?:PIP_(?:(?:EXTRA_)?INDEX_URL|NO_INDEX|FIND_LINKS|CONFIG_FILE|CERT|CLIENT_CERT|TRUSTED_HOST|PROXY)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|${PROXY})$`,
    'i',
  ),
  archive: /\.whl$/,
  // it says the same of an index that did not answer
  isAbsent: /^(?![\s\S]*Retrying \(Retry)[\s\S]*(?:No matching distribution|Could not find a version)/,
  absent: 'the configured index has no wheel of it, and nothing is built',
  commands: ({ name, version }, folder) =>
    ['python3', 'python'].flatMap((python) =>
      [[], ANY_MACHINE].map((machine) => [
        ...[python, '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--ignore-requires-python', '--no-cache-dir'],
        ...['--no-input', '--quiet', '--disable-pip-version-check', '--retries=1', '--timeout=10', `--dest=${folder}`],
        ...[...machine, `${name}==${version}`],
      ]),
    ),
  settings: async (head) => {
    const paths = (await head.listFiles('head')).filter((path) =>
      /(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|uv\.toml|Pipfile)$/.test(path),
    )
    const texts = await Promise.all(paths.map((path) => head.readFile('head', path)))
    // pip knows nothing of these: it would ask another index for a package of that name
    const isOwn =
      /^\s*(?:-i\b|--(?:extra-)?index-url|--find-links)|^\s*\[\[(?:tool\.poetry\.source|tool\.uv\.index|index|source)\]\]|^\s*(?:default-index|index-url|extra-index-url)\s*=/m
    return texts.some((text) => isOwn.test((text ?? '').replace(PUBLIC_SOURCE, ''))) ? null : {}
  },
}

/** What every Pipfile begins with. */
const PUBLIC_SOURCE = /^\[\[source\]\]\n(?:(?:name|verify_ssl)\s*=.*\n)*url\s*=\s*"https:\/\/pypi\.org\/simple\/?"/m

const npm: Registry = {
  name: /^(?:@[a-z0-9][\w.~-]*\/)?[a-z0-9][\w.~-]*$/i,
  version: /^\d[\w.+-]*$/,
  variables: new RegExp(
    `^(?:npm_config_(?:registry|userconfig|globalconfig|cafile|strict_ssl|proxy|https_proxy|noproxy)|NODE_EXTRA_CA_CERTS|${PROXY})$`,
    'i',
  ),
  archive: /\.tgz$/,
  isAbsent: /\b(?:E404|ETARGET|ENOVERSIONS)\b/,
  absent: 'the configured registry does not have it',
  commands: ({ name, version }, folder) => [
    [
      ...['npm', 'pack', `${name}@${version}`, '--ignore-scripts', `--pack-destination=${folder}`, `--cache=${folder}/cache`],
      ...['--logs-max=0', '--no-update-notifier', '--fetch-retries=1', '--fetch-timeout=10000', '--loglevel=error', '--workspaces=false'],
    ],
  ],
  settings: async (head) => {
    const [own, yarn] = [await head.readFile('head', '.npmrc'), await head.readFile('head', '.yarnrc.yml')]
    if (/^\s*npm(?:RegistryServer|Scopes)\s*:/m.test(yarn ?? '')) return null
    const lines = (own ?? '').split(/\r?\n/).filter((line) => REACHES.test(line))
    return { '.npmrc': `${lines.join('\n')}\n`, 'package.json': '{ "private": true }\n' }
  },
}

/** Of a project's settings only where its registries are and how they are reached: others name programs to run. */
const REACHES = /^\s*(?:@[\w.~-]+:registry|registry|\/\/\S+?:_?\w+|cafile|ca|strict-ssl|(?:https-)?proxy|noproxy)\s*=/

export const REGISTRIES: Readonly<Record<PackageVersion['registry'], Registry>> = { pypi, npm }

/** The caller's variables that this registry's client may read, besides those of every program. */
export function reaching({ variables }: Registry, env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => variables.test(name)))
}
