type Held = { __bursar?: Map<string, unknown> };

/** Makes `value` what singleton(name) answers, also where something left over from an earlier file has asked first. */
export function holdSingleton(name: string, value: unknown): void {
  const held = globalThis as Held;
  held.__bursar ??= new Map();
  held.__bursar.set(name, value);
}

export function forgetSingletons(): void {
  delete (globalThis as Held).__bursar;
}
