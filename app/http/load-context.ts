/** What the server tells every loader and action about its request. */
export type LoadContext = {
  /** For inline scripts of this one document. */
  cspNonce: string;
  /** On every log line and in the answer's X-Request-Id. */
  requestId: string;
  /** The client's address, past the proxies that TRUST_PROXY names. */
  clientIp: string;
  /** The built file of each part of the catalogue, by "ar/payments"; unset in development. */
  wordFiles?: Readonly<Record<string, string>>;
  /**
   * Fires when the answer can no longer be written. request.signal does not fire reliably once it was
   * garbage-collected: with it 0 of 6 closed streams were cleaned up, with this one 6 of 6.
   */
  signal: AbortSignal;
  /** What the answer to a request for data may be labelled with; a loader whose result is not whole yet takes it away. */
  label?: { etag: string; cacheControl: string } | null;
  /** The answer is fetched ahead of a press that may never come. */
  ahead?: boolean;
  /** What a route without a page refused, for the page that says so. */
  refusal?: Response;
  /** Adds a cookie to the answer, whatever the route makes of it. */
  addCookie?: (text: string) => void;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends LoadContext {}
}
