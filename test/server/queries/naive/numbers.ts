/** 100 x part / whole rounded to one decimal, halves away from zero; null if whole is 0. */
export function pct(part: number, whole: number): number | null {
  return whole === 0 ? null : roundRatio(1000n * BigInt(part), BigInt(whole)) / 10;
}

/** Mean rounded to two decimals, halves away from zero; null without values. */
export function mean(decimals: (number | string)[]): number | null {
  if (decimals.length === 0) return null;
  const scaled = decimals.map((decimal) => {
    const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(decimal)) ?? [];
    const size = BigInt(whole + fraction.padEnd(SCALE, '0'));
    return sign ? -size : size;
  });
  const sum = scaled.reduce((total, value) => total + value, 0n);
  return roundRatio(100n * sum, BigInt(decimals.length) * 10n ** BigInt(SCALE)) / 100;
}

/** Greatest number of decimals that `mean` accepts. */
const SCALE = 8;

/** Quotient rounded to an integer, halves away from zero. */
function roundRatio(dividend: bigint, divisor: bigint): number {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return Number(dividend < 0n ? -rounded : rounded);
}
