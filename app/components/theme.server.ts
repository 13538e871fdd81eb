import { isTheme, type Theme } from "#app/components/theme.ts";

const yearInSeconds = 365 * 24 * 3600;

/** The viewer's choice, or null for the device's own. */
export function readTheme(request: Request): Theme | null {
  const cookie = request.headers.get("Cookie") ?? "";
  const value = /(?:^|;\s*)theme=([^;]*)/.exec(cookie)?.[1];
  return isTheme(value) ? value : null;
}

/** The Set-Cookie header that keeps the choice, or forgets it for null. Carries nothing personal. */
export function themeCookie(theme: Theme | null): string {
  return `theme=${theme ?? ""}; Path=/; SameSite=Lax; Max-Age=${theme ? yearInSeconds : 0}`;
}
