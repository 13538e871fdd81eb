/**
 * The heap of the long-running processes, in MB: without a limit a web process grows to several hundred MB under load
 * before it collects what it no longer needs.
 *
 * @type {Record<string, string[]>}
 */
export const heapLimits = {
  serve: ["--max-old-space-size=352", "--max-semi-space-size=16"],
  worker: ["--max-old-space-size=352", "--max-semi-space-size=16"],
  sandbox: ["--max-old-space-size=192"],
};
