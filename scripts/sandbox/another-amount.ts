/** What "another amount" is when none is named: a tenth less, at least one minor unit off, never nothing. */
export function anotherAmount(minor: number): number {
  const less = minor - Math.max(1, Math.floor(minor / 10));
  return less > 0 ? less : minor + 1;
}
