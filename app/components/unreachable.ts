/** True if the server was never reached: nothing is broken, and nothing was recorded. Each browser has its own words. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}
