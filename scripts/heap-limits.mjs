/**
 * The heap of the long-running processes, in MB: without a limit a web process grows to several hundred MB under load
 * before it collects what it no longer needs. In the web process new objects have little room, so that collecting them is
 * soon done (2 ms at the median where 16 MB took 6): whoever waits for an answer waits for that too. At rest it saves
 * 20 MB. Nobody waits for the worker like that: it collects less often, and has more time for its work.
 *
 * @type {Record<string, string[]>}
 */
export const heapLimits = {
  serve: ["--max-old-space-size=352", "--max-semi-space-size=4"],
  worker: ["--max-old-space-size=352"],
  sandbox: ["--max-old-space-size=192"],
};
