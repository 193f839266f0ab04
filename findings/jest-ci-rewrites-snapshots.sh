#!/usr/bin/env bash
# Jest 29.7.0: `jest --ci` does write into the checkout. Where a snapshot file has an obsolete entry and its entries do not stand in Jest's own
# order (merged by hand, or written by another version), the run sorts the file anew and saves it; it deletes nothing, tells nothing of it, and
# exits with 1 for the obsolete entry. The manual says of --ci only that new snapshots are not written. In order, the file stays as it is.
#
#   before: `gone 1` above `adds 1`       after `jest --ci`: `adds 1` above `gone 1`, exit code 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error jest@29.7.0 > /dev/null

mkdir __snapshots__
cat > sums.test.js <<'TEST'
test('adds', () => expect(1 + 1).toMatchSnapshot())
TEST
entries() {
  printf '// Jest Snapshot v1, https://goo.gl/fbAQLP\n'
  for entry in "$@"; do printf '\nexports[`%s 1`] = `2`;\n' "$entry"; done
}
run() { node node_modules/jest/bin/jest.js --ci > printed 2>&1; }

entries gone adds > __snapshots__/sums.test.js.snap
code=0
run || code=$?
[ "$code" = 1 ]
grep -q '1 snapshot obsolete' printed
if grep -qiE 'written|updated|removed' printed; then exit 1; fi
cat __snapshots__/sums.test.js.snap
entries adds gone | diff - __snapshots__/sums.test.js.snap

cp __snapshots__/sums.test.js.snap sorted
run || true
cmp sorted __snapshots__/sums.test.js.snap
echo 'as described'
