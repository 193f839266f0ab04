import type { ReportClass } from '../../../model/test-report.ts'

/** `plugin:version:goal` of the goal that failed, or the project's resolution. */
const GOAL = /Failed to execute goal (?:(\S+?):([\w.-]+):[^:\s]+:([\w-]+)|on project)/
const UNSAID =
  /\[ERROR\] (?:Plugin \S+ or one of its dependencies could not be resolved|Error resolving version for plugin|No plugin found for prefix|Unresolveable build extension|.*Non-resolvable (?:parent|import) POM|\s*'dependencies\.dependency\.(?:version|\(.*)|Unknown packaging|Error building POM|The project .* has \d+ errors?)/

const TRANSFER =
  /Could not transfer artifact .*(?:Connect(?:ion)? (?:timed out|refused|reset)|[Rr]ead timed out|status code: 50\d|Service Unavailable|Remote host (?:terminated|closed)|Network is unreachable|Temporary failure in name resolution)/
const TOOLCHAIN =
  /invalid target release|release version \d+ not supported|[Ss]ource option \S+ is no longer supported|UnsupportedClassVersionError|has been compiled by a more recent version/

/** By the plugin's artifact, in this order. */
const PLUGINS: readonly (readonly [RegExp, ReportClass])[] = [
  [
    /surefire|failsafe|junit4-maven-plugin|junit-platform-maven|scalatest|karma|tycho-surefire|invoker|pitest|jasmine|gwt.*test/,
    'test_failure',
  ],
  [
    /enforcer|dependency-lock|lock-?file|maven-dependency-plugin|versions-maven|banned|ossindex|dependency-check|duplicate-finder|flatten|license-check/,
    'dependency',
  ],
  [
    /compiler|kotlin-maven|scala-maven|gmaven|gmavenplus|groovy-eclipse|aspectj|jspc|antlr|protobuf|javacc|modello|plugin-plugin|xtend|openapi-generator|annotation|processor|lombok|error-prone|hpi-plugin|jaxb|jaxws|avro|native-maven|quarkus|javadoc|frontend-maven/,
    'compilation',
  ],
]

/** The class of a build by the goal that Maven says failed; null where the line says no such thing or the goal no class. */
export function mavenGoalClass(line: string): ReportClass | null {
  const match = GOAL.exec(line)
  if (!match) return UNSAID.test(line) ? 'dependency' : null
  if (TRANSFER.test(line)) return 'infrastructure'
  const [, , artifact, goal = ''] = match
  if (!artifact) return 'dependency'
  if (
    /could not be resolved|Could not (?:find|resolve|collect|transfer)|DependencyResolution|Failed to collect/.test(line) &&
    !/Compilation failure/.test(line)
  )
    return 'dependency'
  const known = PLUGINS.find(([expression]) => expression.test(artifact))
  if (known?.[1] === 'compilation' && TOOLCHAIN.test(line)) return 'environment'
  if (known) return known[1]
  return /compile/i.test(goal) || /Compilation failure/.test(line) ? 'compilation' : null
}
