import { extensionOf } from '../../languages/index.ts'

/**
 * What a text is, as far as names of code in it are concerned. `script`: code of any language; `comments` is how its lines are commented.
 * `markup`: tags or plain text with code between delimiters. `component`: markup with a script of its own; `braces`: single braces hold code.
 * `schema`: names of fields and columns. `commands`: what a shell or a build tool runs. `prose` is for people and calls nothing.
 */
export type TextKind =
  | { readonly is: 'script'; readonly comments: CommentStyle }
  | { readonly is: 'schema'; readonly comments: CommentStyle }
  | { readonly is: 'commands' }
  | { readonly is: 'markup' }
  | { readonly is: 'component'; readonly braces: boolean }
  | { readonly is: 'mixed_prose' }
  | { readonly is: 'notebook' }
  | { readonly is: 'configuration'; readonly comments: CommentStyle | null }
  | { readonly is: 'prose' }

export type CommentStyle = 'hash' | 'slashes' | 'dashes'

const BY_EXTENSION: readonly (readonly [extensions: string, kind: TextKind])[] = [
  ['vue', { is: 'component', braces: false }],
  ['svelte astro riot marko', { is: 'component', braces: true }],
  ['mdx', { is: 'mixed_prose' }],
  ['ipynb', { is: 'notebook' }],
  [
    'html htm xhtml j2 jinja jinja2 njk twig liquid tmpl tpl mustache hbs handlebars ejs erb eta php phtml jsp cshtml razor gohtml mako xml xsl',
    { is: 'markup' },
  ],
  ['sh bash zsh fish ksh ps1 bat cmd mk cron', { is: 'commands' }],
  ['sql', { is: 'schema', comments: 'dashes' }],
  ['graphql gql prisma', { is: 'schema', comments: 'hash' }],
  ['proto thrift', { is: 'schema', comments: 'slashes' }],
  [
    'py pyw pyx pxd pxi pyi rb r jl nim ex exs cr pl pm coffee star bzl gradle_kts rake gemspec haml slim pug',
    { is: 'script', comments: 'hash' },
  ],
  [
    'js jsx ts tsx mjs cjs mts cts go java kt kts scala groovy gradle rs c h cc cpp hpp cs fs swift dart zig m mm',
    { is: 'script', comments: 'slashes' },
  ],
  ['lua hs elm', { is: 'script', comments: 'dashes' }],
  ['yaml yml toml cfg ini conf env properties desktop service', { is: 'configuration', comments: 'hash' }],
  ['json5 jsonc hcl tf', { is: 'configuration', comments: 'slashes' }],
  ['json webmanifest plist', { is: 'configuration', comments: null }],
  ['md markdown rst adoc txt text tex org', { is: 'prose' }],
]
const KINDS = new Map(BY_EXTENSION.flatMap(([extensions, kind]) => extensions.split(' ').map((extension) => [extension, kind] as const)))

/** Texts of templates that have the ending of what they make: a mail, a page in plain text. */
const IN_TEMPLATES = /(?:^|\/)(?:templates?|emails?|mails?|views|layouts|_includes|_layouts)\/(?:.*\/)?[^/]+\.(?:txt|text|md|xml)$/i
const COMMANDS =
  /(?:^|\/)(?:(?:Docker|Container)file[^/]*|[^/]+\.(?:docker|container)file|Procfile[^/]*|(?:GNU)?[Mm]akefile[^/]*|[Jj]ustfile|\.?crontab|[^/]*\.crontab|cron\.d\/[^/]+|entrypoint|\.envrc)$/
const SCRIPTS = /(?:^|\/)(?:Vagrantfile|Rakefile|Gemfile|Fastfile|CMakeLists\.txt|SConstruct|SConscript|wscript|Tiltfile|BUILD|WORKSPACE)$/
const JENKINS = /(?:^|\/)Jenkinsfile[^/]*$/
const PEOPLE = /(?:^|\/)(?:README|CHANGELOG|CHANGES|HISTORY|NEWS|TODO|CONTRIBUTING|SECURITY)[^/]*$/i

export function textKindOf(path: string, text: string): TextKind {
  if (COMMANDS.test(path)) return { is: 'commands' }
  if (IN_TEMPLATES.test(path)) return { is: 'markup' }
  if (PEOPLE.test(path)) return { is: 'prose' }
  if (SCRIPTS.test(path)) return { is: 'script', comments: 'hash' }
  if (JENKINS.test(path)) return { is: 'script', comments: 'slashes' }
  const known = KINDS.get(path.includes('.') ? extensionOf(path) : '')
  return known ?? byFirstLine(text)
}

/** A file without a known ending is what its first line says; else it is read as settings are. */
function byFirstLine(text: string): TextKind {
  const [, command] = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?([\w.-]+)/.exec(text) ?? []
  if (command === undefined) return { is: 'configuration', comments: 'hash' }
  if (/^(?:node|nodejs|deno|bun|ts-node|tsx|zx|php|go|swift|kotlin|scala)/.test(command)) return { is: 'script', comments: 'slashes' }
  return /sh$/.test(command) ? { is: 'commands' } : { is: 'script', comments: 'hash' }
}
