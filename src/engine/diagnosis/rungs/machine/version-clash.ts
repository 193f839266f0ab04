import { readFailure } from '../../../reports/failure-types/index.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'
import { isOwn, packageOf } from './own-module.ts'

/** Packages, interpreters and compiled parts that do not fit each other, in the words of the tools that notice it. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/(?:Contextual)?VersionConflict: \(?(?<name>[\w.-]+)/, 'is installed in a version that another package does not take'],
  [/(?:DistributionNotFound: The '|PackageNotFoundError: (?:No package metadata was found for )?)(?<name>[\w.-]+)/, 'is not installed'],
  [/(?:requires|needs) (?<name>(?:Node|Python)(?:\.js)?) (?:version )?[<>=^~v\d]/i, 'is here in another version'],
  [
    /compiled against a different (?<name>Node)\.js version|NODE_MODULE_VERSION/,
    'is not the version that a compiled package was built for',
  ],
  [/compiled using (?<name>NumPy) 1\.x|(?<other>numpy)\.\w+ size changed/, 'is not the version that a compiled package was built for'],
  [
    /Package subpath '[^']+' is not defined by "exports" in \S*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/,
    'has no such part in the installed version',
  ],
  [/ERR_REQUIRE_ESM|require\(\) of ES Module \S*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/, 'is here in a version that cannot be required'],
  [/undefined symbol: |invalid ELF header|UnsupportedClassVersionError/, 'was built for another version'],
]

export const versionClash = {
  name: 'versions that fit',
  description: 'An installed package, interpreter or compiled part is here in a version that does not fit what uses it.',
  verdict: 'environment',
  sign(failure, context) {
    const { type, module, missingName } = readFailure(failure)
    const name = module === null ? null : packageOf(module, context)
    if (type !== 'mock_error' && name !== null && missingName !== null && !isOwn(name, context)) {
      return { what: `the installed ${name} has no ${missingName}`, subject: missingName }
    }
    const text = thrownText(failure)
    for (const [expression, what] of TEXTS) {
      const found = expression.exec(text)
      if (!found) continue
      const subject = found.groups?.['name'] ?? found.groups?.['other'] ?? null
      return { what: `${subject ?? 'a package'} ${what}`, subject }
    }
    return null
  },
} satisfies MachineCause
