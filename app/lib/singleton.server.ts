/**
 * One instance a process, however often the module is loaded: the built server and the sources
 * beside it (and every hot reload in development) share the same pool, tail and limits.
 */
export function singleton<T>(name: string, make: () => T): T {
  const held = globalThis as { __bursar?: Map<string, unknown> };
  held.__bursar ??= new Map();
  if (!held.__bursar.has(name)) held.__bursar.set(name, make());
  return held.__bursar.get(name) as T;
}
