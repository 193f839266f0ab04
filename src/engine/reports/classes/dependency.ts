import type { Cause } from './cause.ts'

const cause = (name: string, expression: RegExp): Cause => ({ name, class: 'dependency', expression })

/** Messages of resolvers and lock files, and of programs that miss a module they should have got from one. */
export const dependencyCauses: readonly Cause[] = [
  cause(
    'npm resolver',
    /npm (?:ERR!|error) (?:code|errno) (?:ERESOLVE|ETARGET|E404|EINTEGRITY|EUNSUPPORTEDPROTOCOL|ENOVERSIONS|EPEERINVALID|EOVERRIDE|EUSAGE|EINVALIDPACKAGENAME)|npm (?:ERR!|error) .*(?:notarget|No matching version found|could not resolve|unable to resolve dependency tree|is not in (?:this|the npm) registry)|`npm ci` can only install|npm ci.*package\.json and package-lock\.json.*(?:sync|are not)/,
  ),
  cause(
    'yarn or pnpm resolver',
    /error Couldn't find (?:any versions for|package)|error An unexpected error occurred: ".*Not found|Your lockfile needs to be updated|YN0028.*lockfile|YN00(?:35|82|16|27).*|ERR_PNPM_(?:OUTDATED_LOCKFILE|NO_MATCHING_VERSION|PEER_DEP_ISSUES|FETCH_404|NO_LOCKFILE|LOCKFILE_CONFIG_MISMATCH|LOCKFILE_BREAKING_CHANGE|TARBALL_INTEGRITY)|Integrity check failed/,
  ),
  cause(
    'pip resolver',
    /No matching distribution found|Could not find a version that satisfies|ResolutionImpossible|Cannot install .* because these package versions have conflicting|version solving failed|Because .* depends on .* version solving|SolverProblemError|pyproject\.toml changed significantly since poetry\.lock|poetry\.lock is not up to date|Pipfile\.lock .* out of date|No solution found when resolving dependencies|UnsatisfiableError|PackagesNotFoundError|ResolvePackageNotFound|LibMambaUnsatisfiableError|HASHES.*DO NOT MATCH|THESE PACKAGES DO NOT MATCH THE HASHES|metadata-generation-failed|Failed building wheel for|subprocess-exited-with-error/,
  ),
  cause(
    'pip clash',
    /pkg_resources\.(?:ContextualVersionConflict|VersionConflict|DistributionNotFound)|\w+\.\w+ size changed, may indicate binary incompatibility|compiled using NumPy 1\.x|: undefined symbol: |Descriptors cannot (?:not )?be created directly|importlib\.metadata\.PackageNotFoundError/,
  ),
  cause(
    'Gradle resolver',
    /Could not resolve all (?:files|artifacts|dependencies|task dependencies)|> Could not (?:resolve|find) [\w.-]+:[\w.-]+(?::|\.)|Plugin \[id: .* was not found|Dependency verification failed|Dependency locking|Cannot find a version of '/,
  ),
  cause(
    'Maven resolver',
    /Could not resolve dependencies for project|Could not find artifact|Failed to collect dependencies|Plugin \S+ or one of its dependencies could not be resolved|Non-resolvable (?:parent POM|import POM)|dependencies\.dependency\.version.*is missing|Could not resolve \S+:\S+:/,
  ),
  cause(
    'other resolver',
    /failed to select a version for|error: no matching package|missing go\.sum entry|verifying \S+: checksum mismatch|go: \S+: (?:unknown revision|invalid version|reading)|no required module provides package|Could not find gem|Bundler could not find compatible versions|Your requirements could not be resolved to an installable set|NU1[016]0\d: |Unable to resolve '.*' for|composer\.lock.*not up to date/,
  ),
  cause(
    'lock file',
    /[Ll]ock ?file (?:is )?(?:out of (?:date|sync)|not up[- ]to[- ]date|needs to be updated)|--frozen-lockfile|--locked was passed/,
  ),
  cause(
    'module not installed',
    // a name that a module of the repository lacks, and a file that is not where a relative or absolute path says, are faults of the code
    /ModuleNotFoundError: No module named|ImportError: cannot import name(?!.*\((?:\/|[A-Za-z]:[\\/])(?!.*(?:site-packages|dist-packages|[\\/]lib[\\/]python\d)))|Cannot find (?:module|package) ['"](?!\.|(?:\/|[A-Za-z]:[\\/]|file:)(?!.*node_modules)|[@~]\/|#)|ERR_REQUIRE_ESM|java\.lang\.NoClassDefFoundError|ERR_PACKAGE_PATH_NOT_EXPORTED|The requested module '(?![./])[^']+' does not provide an export named|LoadError: cannot load such file/,
  ),
]
