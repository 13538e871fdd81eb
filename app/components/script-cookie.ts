const year = 365 * 24 * 60 * 60;

/** Tells the server, from the second page on, that this browser runs script: late parts of a page can be streamed to it. */
export function rememberScript(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the asynchronous cookie API is missing in Firefox and Safari
  document.cookie = `script=1; Path=/; Max-Age=${year}; SameSite=Lax`;
}

export function runsScript(request: Request): boolean {
  return /(^|;\s*)script=1(;|$)/.test(request.headers.get("cookie") ?? "");
}
