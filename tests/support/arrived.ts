type Part<T> = { value: T } | { errorId: string };

/** What a part of a page brought, at once or later. */
export async function arrived<T>(part: Part<T> | Promise<Part<T>>): Promise<T> {
  const whole = await part;
  if ("errorId" in whole) throw new Error(`the part failed: ${whole.errorId}`);
  return whole.value;
}
