import { describe, expect, test } from 'vitest'
import { diskFull } from '../../../../../src/engine/diagnosis/rungs/machine/disk-full.ts'
import type { MachineCause } from '../../../../../src/engine/diagnosis/rungs/machine/machine-sign.ts'
import { missingPackage } from '../../../../../src/engine/diagnosis/rungs/machine/missing-package.ts'
import { missingProgram } from '../../../../../src/engine/diagnosis/rungs/machine/missing-program.ts'
import { missingVariable } from '../../../../../src/engine/diagnosis/rungs/machine/missing-variable.ts'
import { network } from '../../../../../src/engine/diagnosis/rungs/machine/network.ts'
import { outOfMemory } from '../../../../../src/engine/diagnosis/rungs/machine/out-of-memory.ts'
import { serverNotUp } from '../../../../../src/engine/diagnosis/rungs/machine/server-not-up.ts'
import { versionClash } from '../../../../../src/engine/diagnosis/rungs/machine/version-clash.ts'
import { plainReason } from '../../../../../src/engine/reasons/plain-reason.ts'
import type { ProbedFailure } from '../../../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../../../support/diagnosis-case.ts'

const files = { 'shop/cart.py': 'def total():\n    return 1\n', 'tests/test_cart.py': 'from shop.cart import total\n' }
const context = await diagnosisCase({
  base: files,
  head: { ...files, 'shop/cart.py': 'x = 1\n' },
  testId: 'tests/test_cart.py::test_total',
})
const failure: ProbedFailure = {
  ...{ phase: 'call', exception: 'OSError', message: '', stack: '', expected: null, actual: null },
  frames: [{ file: 'tests/test_cart.py', line: 3, function: 'test_total' }],
}

type Row = readonly [exception: string, message: string, what: string | null, subject?: string]

function signs(cause: MachineCause, rows: readonly Row[], also: Partial<ProbedFailure> = {}): void {
  describe(cause.name, () => {
    for (const [exception, message, what, subject] of rows) {
      test(`${exception}: ${message}`, () => {
        const sign = cause.sign({ ...failure, ...also, exception, message }, context)
        expect(sign && { what: plainReason(sign.what), subject: sign.subject }).toEqual(
          what === null ? null : { what, subject: subject ?? null },
        )
      })
    }
  })
}

signs(diskFull, [
  ['OSError', '[Errno 28] No space left on device', 'the disk is full'],
  ['Error', 'ENOSPC: no space left on device, write', 'the disk is full'],
  ['OSError', '[Errno 2] No such file or directory', null],
])

signs(outOfMemory, [
  [
    'ProcessExit',
    'the test process ended with code 137 during this test',
    'the test process was killed (exit code 137), as when memory runs out',
  ],
  ['ProcessExit', 'the test process ended with code 1 during this test', null],
  ['MemoryError', '', 'the memory ran out'],
  ['Error', 'Worker terminated due to reaching memory limit: JS heap out of memory', 'the memory ran out'],
])

signs(serverNotUp, [
  [
    'psycopg2.OperationalError',
    'connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
    'PostgreSQL at localhost:5432 is not running',
    '5432',
  ],
  [
    'redis.exceptions.ConnectionError',
    'Error 111 connecting to localhost:6379. Connection refused.',
    'a service at localhost:6379 is not running',
    '6379',
  ],
  ['Error', 'connect ECONNREFUSED 127.0.0.1:5432', 'a service at 127.0.0.1:5432 is not running', '5432'],
  ['Error', 'connect ECONNREFUSED ::1:27017', 'a service at ::1:27017 is not running', '27017'],
  ['pymongo.errors.ServerSelectionTimeoutError', 'mongo:27017: [Errno 111] Connection refused', 'MongoDB is not running'],
  ['ConnectionRefusedError', '[Errno 111] Connection refused', 'a service is not running'],
  [
    'docker.errors.DockerException',
    "Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))",
    'Docker is not running',
  ],
  ['Error', 'connect ECONNREFUSED 93.184.216.34:443', null],
  ['AssertionError', "assert 'refused' == 'accepted'", null],
])

signs(network, [
  ['urllib.error.URLError', '<urlopen error [Errno -2] Name or service not known>', 'the name of a host could not be resolved'],
  ['Error', 'getaddrinfo ENOTFOUND api.example.com', 'the name of api.example.com could not be resolved', 'api.example.com'],
  [
    'requests.exceptions.SSLError',
    "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')))",
    'the TLS handshake with api.example.com failed',
    'api.example.com',
  ],
  [
    'requests.exceptions.HTTPError',
    '503 Server Error: Service Unavailable for url: https://api.example.com/v1',
    'api.example.com answered with an error',
    'api.example.com',
  ],
  ['TypeError', 'fetch failed', 'a host could not be reached over the network'],
  ['requests.exceptions.ConnectionError', "HTTPConnectionPool(host='localhost', port=8000): Max retries exceeded with url: /total", null],
  ['ValueError', 'no price', null],
])

signs(missingVariable, [
  ['RuntimeError', 'API_KEY is not set', 'the environment variable API_KEY is not set', 'API_KEY'],
  ['Error', 'Missing required environment variable: STRIPE_SECRET', 'the environment variable STRIPE_SECRET is not set', 'STRIPE_SECRET'],
  [
    'django.core.exceptions.ImproperlyConfigured',
    'Set the DATABASE_URL environment variable',
    'the environment variable DATABASE_URL is not set',
    'DATABASE_URL',
  ],
  [
    'decouple.UndefinedValueError',
    'SECRET_KEY not found. Declare it as envvar or define a default value.',
    'the environment variable SECRET_KEY is not set',
    'SECRET_KEY',
  ],
  ['botocore.exceptions.NoCredentialsError', 'Unable to locate credentials', 'there are no credentials on this machine'],
  ['NameError', "name 'API_KEY' is not defined", null],
  ['ReferenceError', 'API_KEY is not defined', null],
  ['AssertionError', "assert 'API_KEY is not set' == ''", null],
  ['KeyError', "'API_KEY'", null],
])
signs(missingVariable, [['KeyError', "'API_KEY'", 'the environment variable API_KEY is not set', 'API_KEY']], {
  frames: [...failure.frames, { file: null, line: 679, function: '__getitem__' }],
  stack: ">   os.environ['API_KEY']\n<frozen os>:679: KeyError",
})

signs(missingProgram, [
  ['Error', 'spawn ffmpeg ENOENT', 'ffmpeg is not installed', 'ffmpeg'],
  ['subprocess.CalledProcessError', '/bin/sh: 1: ffmpeg: not found', 'ffmpeg is not installed', 'ffmpeg'],
  ['ImportError', 'libGL.so.1: cannot open shared object file: No such file or directory', 'libGL.so.1 is not installed', 'libGL.so.1'],
  ['FileNotFoundError', "[Errno 2] No such file or directory: 'prices.csv'", null],
])
signs(missingProgram, [['FileNotFoundError', "[Errno 2] No such file or directory: 'ffmpeg'", 'ffmpeg is not installed', 'ffmpeg']], {
  frames: [...failure.frames, { file: null, line: 1955, function: '_execute_child' }],
})

signs(missingPackage, [
  ['ModuleNotFoundError', "No module named 'yaml'", 'the package yaml is not installed', 'yaml'],
  ['ModuleNotFoundError', "No module named 'shop.basket'", null],
  ['ImportError', "cannot import name 'load' from 'yaml' (/site-packages/yaml/__init__.py)", null],
])

signs(versionClash, [
  [
    'ImportError',
    "cannot import name 'soft_unicode' from 'markupsafe' (/site-packages/markupsafe/__init__.py)",
    'the installed markupsafe has no soft_unicode',
    'soft_unicode',
  ],
  ['AttributeError', "module 'numpy' has no attribute 'float'", 'the installed numpy has no float', 'float'],
  ['ImportError', "cannot import name 'sum' from 'shop.cart' (/w/shop/cart.py)", null],
  [
    'pkg_resources.ContextualVersionConflict',
    "(click 8.1 (/site-packages), Requirement.parse('click<8'), {'black'})",
    'click is installed in a version that another package refuses',
    'click',
  ],
  ['importlib.metadata.PackageNotFoundError', 'No package metadata was found for shop-cart', 'shop-cart is not installed', 'shop-cart'],
  [
    'Error',
    "The module '/w/node_modules/sqlite3/x.node' was compiled against a different Node.js version using NODE_MODULE_VERSION 108.",
    'Node is not the version that a compiled package was built for',
    'Node',
  ],
])

signs(serverNotUp, [['TypeError', 'fetch failed', 'a service at 127.0.0.1:5432 is not running', '5432']], {
  stack: 'TypeError: fetch failed\n    at node:internal\n[cause]: Error: connect ECONNREFUSED 127.0.0.1:5432',
})
