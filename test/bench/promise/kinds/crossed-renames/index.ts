import { healKind } from '../../heal-case.ts'
import { manifest } from '../../manifest.ts'
import type { HealCase } from '../../promise-case.ts'
import { byPlace } from './by-place.ts'
import { DOMAINS, type Domain } from './domains.ts'
import { PYTHON_SHAPES, title } from './python-shapes.ts'
import { COMMONJS, ES_MODULES, scriptShapes } from './script-shapes.ts'
import type { Names, Shape } from './shape.ts'

/** One commit renames two siblings and exchanges them by mistake; beside it, the same commit without the mistake. */
export const crossedRenames = healKind('crossed-renames', () => [...crossedCases(), ...byPlace()])

/** What, besides the bodies, says which new name belongs to which old one. `names`: they say it themselves. */
const EVIDENCE = ['names', 'caller', 'other test', 'changelog', 'message'] as const
type Evidence = (typeof EVIDENCE)[number]
/** Each shape is asked with the first two, and with one of the others in turn. */
const ALWAYS = 2

const SHAPES: Readonly<Record<HealCase['framework'], Readonly<Record<string, Shape>>>> = {
  pytest: PYTHON_SHAPES,
  jest: scriptShapes(COMMONJS),
  vitest: scriptShapes(ES_MODULES),
}

/** All cases, or those of every evidence. Exported for its test. */
export function crossedCases(isWhole = false): readonly HealCase[] {
  let turn = 0
  return (Object.keys(SHAPES) as HealCase['framework'][]).flatMap((framework) =>
    Object.entries(SHAPES[framework]).flatMap(([kind, shape]) => {
      const [first, second, ...others] = EVIDENCE
      const other = others[turn % others.length] ?? first
      const domain = DOMAINS[turn++ % DOMAINS.length]
      if (domain === undefined) return []
      const asked = isWhole ? EVIDENCE : [first, second, other].slice(0, ALWAYS + 1)
      return asked.flatMap((evidence) => [false, true].map((honest) => caseOf(framework, kind, shape, domain, evidence, honest)))
    }),
  )
}

function caseOf(
  framework: HealCase['framework'],
  kind: string,
  shape: Shape,
  domain: Domain,
  evidence: Evidence,
  honest: boolean,
): HealCase {
  const { module, old } = domain
  const meant = evidence === 'names' ? domain.telling : domain.plain
  const written: Names = honest ? meant : [meant[1], meant[0]]
  const end = framework === 'pytest' ? 'py' : 'js'
  const testPath = (name: string): string => (end === 'py' ? `test_${name}.py` : `${name}.test.js`)
  const isCalled = evidence === 'caller'
  const before = {
    ...(end === 'py' ? {} : { 'package.json': manifest(framework as 'jest' | 'vitest', module) }),
    'CHANGELOG.md': '# Changes\n',
    [`${module}.${end}`]: shape.module(domain, old, old),
    [testPath(module)]: shape.test(domain, old),
    ...(isCalled ? { [`panel.${end}`]: shape.caller(domain, old) } : {}),
    ...(evidence === 'other test' ? { [testPath('panel')]: shape.test(domain, old) } : {}),
  }
  const says = [0, 1].map((at) => [said(kind, framework, old[at] ?? ''), said(kind, framework, meant[at] ?? '')] as const)
  const after = {
    [`${module}.${end}`]: shape.module(domain, written, meant),
    ...(isCalled ? { [`panel.${end}`]: shape.caller(domain, meant) } : {}),
    ...(evidence === 'other test' ? { [testPath('panel')]: shape.test(domain, meant) } : {}),
    ...(evidence === 'changelog'
      ? { 'CHANGELOG.md': `# Changes\n\n${says.map(([one, other]) => `- \`${one}\` is now called \`${other}\`\n`).join('')}` }
      : {}),
  }
  const message =
    evidence === 'message' ? `Rename ${says.map(([one, other]) => `${one} to ${other}`).join(' and ')}` : `Better names in ${module}`
  return {
    name: `${framework}: ${kind} of ${module}, ${evidence}, ${honest ? 'as meant' : 'exchanged'}`,
    framework,
    honest,
    before,
    after,
    message,
  }
}

/** A name as its shape writes it. */
function said(kind: string, framework: HealCase['framework'], name: string): string {
  if (kind === 'constants') return name.toUpperCase()
  if (kind === 'classes') return title(name)
  return framework === 'pytest' ? name : name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
