import type { Env } from "#app/lib/env.server.ts";

/** The address mail comes from, bare. */
export function senderAddress(env: Env): string {
  return /<([^<>]+)>\s*$/.exec(env.MAIL_FROM ?? "")?.[1] ?? env.MAIL_FROM ?? env.SUPPORT_EMAIL;
}

/** Its name: the school's, unless MAIL_FROM says another. */
export function senderName(env: Env): string {
  return (
    /^\s*"?([^"<]*?)"?\s*<[^<>]+>\s*$/.exec(env.MAIL_FROM ?? "")?.[1]?.replaceAll(/\s+/g, " ") ||
    env.SCHOOL_NAME
  );
}

/** The domain of our Message-IDs. */
export function senderDomain(env: Env): string {
  return senderAddress(env).split("@").at(-1)?.toLowerCase() || "localhost";
}
