import { expect, test } from 'vitest'
import { calibrator, newCalibration, observe } from '../../../../src/engine/history/prediction/calibration.ts'

test('a probability that was said too high comes down, and the order stays', () => {
  const calibration = newCalibration()
  for (let index = 0; index < 2_000; index += 1) {
    observe(calibration, 0.8, index % 2 === 0, 1)
    observe(calibration, 0.2, index % 10 === 0, 1)
  }
  const calibrated = calibrator(calibration)
  expect(calibrated(0.8)).toBeCloseTo(0.5, 1)
  expect(calibrated(0.2)).toBeCloseTo(0.1, 1)
  const said = Array.from({ length: 99 }, (_, index) => calibrated((index + 1) / 100))
  expect(said.every((value, index) => index === 0 || value > (said[index - 1] ?? 0) - 1e-9)).toBe(true)
})

test('what nothing was seen of stays nearly as it is', () => {
  const calibrated = calibrator(newCalibration())
  for (const probability of [0.001, 0.03, 0.4, 0.97]) expect(Math.abs(calibrated(probability) - probability)).toBeLessThan(0.02)
})
