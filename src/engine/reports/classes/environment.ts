import type { Cause } from './cause.ts'

const cause = (name: string, expression: RegExp): Cause => ({ name, class: 'environment', expression })

/** Messages about the tools, versions, settings and secrets that a build finds on its machine. */
export const environmentCauses: readonly Cause[] = [
  cause(
    'missing secret',
    /Input required and not supplied|(?:secret|token|api[ _-]?key|credentials?|password|environment variable|env var)\S* .{0,40}(?:is|are|was|were) (?:not (?:set|provided|defined|found|configured)|missing|required|empty)|Missing (?:required )?(?:secret|environment variable|env var|credentials|token)|Bad credentials|Resource not accessible by integration|could not read Username for|Permission to \S+ denied to|Authentication failed for|remote: Invalid username or password|HttpError: Requires authentication|Parameter token or opts\.auth is required|unauthorized: (?:authentication required|incorrect username)|npm (?:ERR!|error) code E40[13]\b|40[13] (?:Unauthorized|Forbidden) - (?:GET|PUT)|pull access denied|Unable to locate credentials|NoCredentialsError|[Cc]redentials could not be loaded|Could not load credentials from any|Set the \w+ environment variable|Declare it as envvar/i,
  ),
  cause(
    'version of the tool',
    /The engine "\w+" is incompatible|Unsupported engine|EBADENGINE.*(?:ERR|error)|requires (?:a )?(?:different Python|Python [<>=~!\d]|Node(?:\.js)? (?:version )?[<>=\d])|requires-python|Unsupported class file major version|has been compiled by a more recent version of the Java|UnsupportedClassVersionError|(?:invalid (?:target|source) release|release version \d+ not supported|[Ss]ource option \d+ is no longer supported|Target option \d+ is no longer supported)|requires (?:at least )?(?:JDK|Java|Gradle|Maven|npm|pip|Ruby|Go|PHP)\b.{0,20}\d|Minimum supported Gradle version|Gradle requires JVM|Could not determine java version|Incompatible (?:because this component declares|JVM)|No matching toolchains|unsupported Python version|Your Ruby version is|go\.mod requires go >=|npm (?:ERR!|error) (?:code |notsup )(?:EBADENGINE|EBADPLATFORM)|ERR_PNPM_UNSUPPORTED_(?:ENGINE|PLATFORM)|compiled against a different Node\.js version|NODE_MODULE_VERSION \d+|externally-managed-environment|No interpreter found for Python/,
  ),
  cause(
    'tool not installed',
    /(?:^|[\s:])[\w./-]+: (?:command )?not found$|: command not found|is not recognized as (?:an internal|the name of)|exit code 127\b|executable file not found in|No such file or directory: '[\w./-]+'$|ENOENT.*\bspawn |spawn \S+ ENOENT|JAVA_HOME (?:is not set|environment variable is not defined)|Unable to locate executable file|cannot find -l\w+|error while loading shared libraries|GLIBC_[\d.]+' not found|version `GLIBC\S+ not found|cannot open shared object file|Executable doesn't exist at|browserType\.launch|Could not find (?:Chrome|Chromium|Firefox)|No usable sandbox|libX?\S+\.so[.\d]*: cannot open|E: Unable to locate package|E: Package '[^']+' has no installation candidate|Microsoft Visual C\+\+ [\d.]+ or greater is required/,
  ),
  cause(
    'version not offered',
    /[Vv]ersion .{1,60} (?:with arch \S+ )?(?:was )?not found|Unable to find (?:Node|Python|Java|Go|Ruby) version|Could not find satisfied version for|The specified .*version .* (?:is not available|could not be found)|No matching version found for Java|Unable to resolve action|This request has been automatically failed because it uses a deprecated version|runs-on.*label.*not found/,
  ),
  cause('file not permitted', /EACCES: permission denied|Permission denied \(publickey\)|exit code 126\b|Operation not permitted/),
  cause(
    'daemon not there',
    /Cannot connect to the Docker daemon|Is the docker daemon running|error during connect: .*docker|Could not find a valid Docker environment/,
  ),
]
