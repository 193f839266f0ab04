import { describe, expect, it } from 'vitest'
import { jobLog, readText } from '../read-text.ts'

const failing = (...lines: readonly string[]) =>
  readText(
    jobLog(
      "Current runner version: '2.311.0'",
      '##[group]Run make',
      'make',
      'shell: /usr/bin/bash -e {0}',
      '##[endgroup]',
      ...lines,
      '##[error]Process completed with exit code 1.',
      'Post job cleanup.',
      'Cleaning up orphan processes',
    ),
  )

describe('the class of a log', () => {
  it.each([
    ['disk full', 'tar: write error: No space left on device'],
    ['out of memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['runner lost', 'The self-hosted runner lost communication with the server.'],
    ['name resolution', 'curl: (6) Could not resolve host: packages.example'],
    ['name resolution of npm', 'npm ERR! code EAI_AGAIN'],
    [
      'network of pip',
      'WARNING: Retrying after connection broken by NewConnectionError: Failed to establish a new connection: [Errno 110]',
    ],
    ['network of docker', 'net/http: TLS handshake timeout'],
    ['rate limit', 'toomanyrequests: You have reached your pull rate limit.'],
    ['service of others', 'Error: Request failed with status code 503'],
    ['checkout', "fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 500"],
    ['service not up', 'One or more containers failed to start.'],
    ['a database', 'psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused'],
    ['a queue', 'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.'],
    ['a database that is waited for', 'Error: Timed out waiting for: tcp://localhost:5432'],
    ['a killed process', '/home/runner/work/_temp/a.sh: line 1:  2034 Killed                  npm test'],
    ['memory of the JVM', 'java.lang.OutOfMemoryError: GC overhead limit exceeded'],
    ['open files', 'OSError: [Errno 24] Too many open files'],
    ['a certificate', 'curl: (60) SSL certificate problem: certificate has expired'],
    ['a registry', 'npm error code E503'],
  ])('infrastructure: %s', async (_, line) => {
    expect((await failing(line)).report.class).toBe('infrastructure')
  })

  it.each([
    ['npm', 'npm ERR! code ERESOLVE'],
    ['npm ci', 'npm ERR! `npm ci` can only install packages when your package.json and package-lock.json are in sync.'],
    ['yarn', `error Couldn't find any versions for "left-pad" that matches "^9"`],
    ['pnpm', 'ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"'],
    ['pip', 'ERROR: No matching distribution found for cart==9'],
    ['pip conflict', 'ERROR: ResolutionImpossible: for help visit the documentation'],
    ['poetry', 'Because app depends on cart (^9) which matches no versions, version solving failed.'],
    ['Gradle', "> Could not resolve all files for configuration ':compileClasspath'."],
    [
      'Maven',
      '[ERROR] Failed to execute goal on project app: Could not resolve dependencies for project com.example:app:jar:1: Could not find artifact com.example:lib:jar:9 -> [Help 1]',
    ],
    [
      'Maven enforcer',
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-enforcer-plugin:3.3.0:enforce (enforce) on project app: ... -> [Help 1]',
    ],
    ['Go', 'go: example.com/x@v1.2.3: missing go.sum entry'],
    ['a module', "ModuleNotFoundError: No module named 'requests'"],
    ['a Node module', "Error: Cannot find module 'express'"],
    ['an export of a package', "SyntaxError: The requested module 'chalk' does not provide an export named 'red'"],
    ['a compiled part', 'ImportError: /usr/lib/x.so: undefined symbol: PyUnicode_FromUnicode'],
  ])('dependency: %s', async (_, line) => {
    expect((await failing(line)).report.class).toBe('dependency')
  })

  it.each([
    [
      'Maven',
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile (default-compile) on project app: Compilation failure',
    ],
    ['Gradle', "Execution failed for task ':app:compileJava'."],
    ['javac', 'src/Cart.java:7: error: cannot find symbol'],
    ['TypeScript', "src/cart.ts(4,26): error TS2307: Cannot find module './tax'"],
    ['Rust', 'error[E0425]: cannot find value `x` in this scope'],
    ['Go', './cart.go:7:2: undefined: tax'],
    ['C', 'cart.c:7:3: error: unknown type name'],
    ['webpack', "Module not found: Error: Can't resolve './tax'"],
  ])('compilation: %s', async (_, line) => {
    expect((await failing(line)).report.class).toBe('compilation')
  })

  it.each([
    ['a secret', 'Error: Input required and not supplied: token'],
    ['a permission', 'HttpError: Resource not accessible by integration'],
    ['a tool', 'make: poetry: command not found'],
    ['the version of Python', "ERROR: Package 'cart' requires a different Python: 3.8.18 not in '>=3.10'"],
    ['the version of Node', 'error cart@1.0.0: The engine "node" is incompatible with this module. Expected version ">=20".'],
    [
      'the version of Java',
      'java.lang.UnsupportedClassVersionError: com/example/Cart has been compiled by a more recent version of the Java Runtime',
    ],
    ['a version that is not offered', 'Error: Version 3.6 with arch x64 not found'],
    ['credentials', 'Error: Unable to locate credentials. You can configure credentials by running "aws configure".'],
    ['a token of npm', 'npm ERR! code E401'],
    ['a variable', 'django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable'],
    ['a compiled package', "Error: The module '/w/x.node' was compiled against a different Node.js version using"],
    ['a platform', 'npm error code EBADPLATFORM'],
    ['a package of the system', 'E: Unable to locate package libfoo-dev'],
    ['Docker', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
  ])('environment: %s', async (_, line) => {
    expect((await failing(line)).report.class).toBe('environment')
  })

  it.each(['Error: Timed out waiting for: http-get://localhost:3000', 'Error: connect ECONNREFUSED 127.0.0.1:3000', "KeyError: 'API_KEY'"])(
    'does not blame the machine for what may be the product: %s',
    async (line) => {
      expect((await failing(line)).report.class).toBe('none')
    },
  )

  it('is the failing tests where tests failed, whatever else was printed', async () => {
    const { report } = await failing('npm WARN network ETIMEDOUT https://x', '=== 1 failed, 2 passed in 3.00s ===')
    expect(report.class).toBe('test_failure')
  })

  it('forgets what an earlier step survived', async () => {
    const { report } = await failing(
      "ModuleNotFoundError: No module named 'x'",
      '##[group]Run make lint',
      'shell: /usr/bin/bash -e {0}',
      '##[endgroup]',
      'src/cart.c:1:1: error: expected identifier',
    )
    expect(report.class).toBe('compilation')
  })

  it('does not read the commands of a step for its output', async () => {
    const lines = [
      '##[group]Run ./check',
      'echo "No space left on device"',
      'shell: /usr/bin/bash -e {0}',
      '##[endgroup]',
      'lint: 3 problems',
    ]
    expect((await failing(...lines)).report.class).toBe('none')
  })

  it('is none for a job that ended without an error', async () => {
    const { report } = await readText(
      jobLog(
        "Current runner version: '2'",
        'Could not resolve host: x, trying again',
        '== 3 passed in 0.1s ==',
        'Cleaning up orphan processes',
      ),
    )
    expect(report).toMatchObject({ class: 'none' })
    expect(report.truncated).toBeUndefined()
  })

  it('is infrastructure for a job whose log stops half-way', async () => {
    const { report } = await readText(jobLog("Current runner version: '2'", '== 3 passed in 0.1s ==', 'npm run e2e'))
    expect(report).toMatchObject({ class: 'infrastructure', truncated: true, counts: { passed: 3 } })
  })

  it('calls a cancelled job infrastructure only where nothing else explains it', async () => {
    const cancelled = (line: string) =>
      readText(jobLog("Current runner version: '2'", line, '##[error]The operation was canceled.', 'Cleaning up orphan processes'))
    expect((await cancelled('working')).report.class).toBe('infrastructure')
    expect((await cancelled('src/Cart.java:7: error: cannot find symbol')).report.class).toBe('compilation')
  })
})

describe('a module that is not there', () => {
  it.each([
    ["ImportError: cannot import name 'fill' from 'kiosk.stock' (/home/runner/work/kiosk/kiosk/kiosk/stock.py)"],
    ["ImportError: cannot import name 'fill' from partially initialized module 'kiosk.stock' (/__w/kiosk/kiosk/src/kiosk/stock.py)"],
    ["Error: Cannot find module './stock'"],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/home/runner/work/kiosk/kiosk/src/stock.js' imported from /home/runner/work/kiosk/kiosk/src/till.js",
    ],
    ["Error: Cannot find module '@/stock' from 'src/till.ts'"],
    ["  code: 'ERR_MODULE_NOT_FOUND',"],
  ])('of the repository: no fault of a dependency: %s', async (line) => {
    expect((await failing(line)).report.class).not.toBe('dependency')
  })

  it.each([
    [
      "ImportError: cannot import name 'url_quote' from 'werkzeug.urls' (/opt/hostedtoolcache/Python/3.12/x64/lib/python3.12/site-packages/werkzeug/urls.py)",
    ],
    ["ImportError: cannot import name 'gone'"],
    ["ModuleNotFoundError: No module named 'yaml'"],
    ["Error: Cannot find module 'left-pad'"],
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'left-pad' imported from /home/runner/work/kiosk/kiosk/src/till.js"],
    ["Error: Cannot find module '/home/runner/work/kiosk/kiosk/node_modules/left-pad/index.js'"],
  ])('of a package: %s', async (line) => {
    expect((await failing(line)).report.class).toBe('dependency')
  })
})
