/**
 * The heap of the long-running processes, in MB: without a limit a web process grows to several hundred MB under load
 * before it collects what it no longer needs. In the web process new objects have little room, so that collecting them is
 * soon done (2 ms at the median where 16 MB took 6): whoever waits for an answer waits for that too. At rest it saves
 * 20 MB. The worker's are as small: left alone they grew until one collection took 50 ms, and every event of that moment
 * came late. Old objects are collected when there are two and a half times as many, not at the little growth that is
 * usual for a small heap: that halted each process for 10 to 20 ms, every few seconds of a rush.
 *
 * @type {Record<string, string[]>}
 */
export const heapLimits = {
  serve: ["--max-old-space-size=352", "--max-semi-space-size=4", "--heap-growing-percent=150"],
  worker: ["--max-old-space-size=352", "--max-semi-space-size=4", "--heap-growing-percent=150"],
  sandbox: ["--max-old-space-size=192"],
};
