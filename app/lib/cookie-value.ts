const patterns = new Map<string, RegExp>();

/** The value of the first cookie of this name in a Cookie header, as it was sent. `name`: letters, digits, - and _. */
export function cookieValue(cookies: string | undefined, name: string): string | undefined {
  if (!cookies) return undefined;
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`);
    patterns.set(name, pattern);
  }
  return pattern.exec(cookies)?.[1];
}
