import { type PartsOf, reason } from '../../../../model/reason.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'
import { isOwn, packageOf } from './own-module.ts'

/** Packages, interpreters and compiled parts that do not fit each other, in the words of the tools that notice it. */
const TEXTS: readonly (readonly [RegExp, PartsOf<'version-clash'>['problem']])[] = [
  [/(?:Contextual)?VersionConflict: \(?(?<name>[\w.-]+)/, 'refused'],
  [/(?:DistributionNotFound: The '|PackageNotFoundError: (?:No package metadata was found for )?)(?<name>[\w.-]+)/, 'absent'],
  [/(?:requires|needs) (?<name>(?:Node|Python)(?:\.js)?) (?:version )?[<>=^~v\d]/i, 'other-version'],
  [/compiled against a different (?<name>Node)\.js version|NODE_MODULE_VERSION/, 'built-for-another'],
  [/compiled using (?<name>NumPy) 1\.x|(?<other>numpy)\.\w+ size changed/, 'built-for-another'],
  [/Package subpath '[^']+' is not defined by "exports" in \S*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/, 'no-such-part'],
  [/ERR_REQUIRE_ESM|require\(\) of ES Module \S*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/, 'not-requirable'],
  [/undefined symbol: |invalid ELF header|UnsupportedClassVersionError/, 'binary'],
]

export const versionClash = {
  name: 'version-clash',
  description: 'An installed package, interpreter or compiled part is here in a version that does not fit what uses it.',
  verdict: 'environment',
  sign(failure, context) {
    const { type, module, missingName } = context.read(failure)
    const name = module === null ? null : packageOf(module, context)
    if (type !== 'mock_error' && name !== null && missingName !== null && !isOwn(name, context)) {
      return { what: reason('package-lacks', { package: name, missing: missingName }), subject: missingName }
    }
    const text = thrownText(failure)
    for (const [expression, problem] of TEXTS) {
      const found = expression.exec(text)
      if (!found) continue
      const subject = found.groups?.['name'] ?? found.groups?.['other'] ?? null
      return { what: reason('version-clash', { subject, problem }), subject }
    }
    return null
  },
} satisfies MachineCause
