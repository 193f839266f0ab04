#!/usr/bin/env bash
# Vitest 4.1.12: an error that the teardown of a `globalSetup` file throws is printed ('error during close') and the exit code is 0.
# Vitest 5.1.2 prints the same and exits with 1: a suite that was green may turn red with the update alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null

cat > stop.mjs <<'SETUP'
export function teardown() {
  throw new Error('the queue did not stop')
}
SETUP
echo "export default { test: { globalSetup: './stop.mjs' } }" > vitest.config.mjs
cat > sums.test.mjs <<'TEST'
import { expect, test } from 'vitest'
test('adds', () => expect(1 + 1).toBe(2))
TEST

seen=''
for version in 4.1.12 5.1.2; do
  # 5 asks for a newer Node than some machines have
  npm install --no-audit --no-fund --loglevel=error "vitest@$version" node@24.21.0 > /dev/null 2>&1
  code=0
  node_modules/.bin/node node_modules/vitest/vitest.mjs run > printed 2>&1 || code=$?
  grep -q 'the queue did not stop' printed
  grep -q 'error during close' printed
  seen="$seen $version:$code"
done
echo "exit codes:$seen"
[ "$seen" = ' 4.1.12:0 5.1.2:1' ]
echo 'as described'
