const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a time zone's clock and calendar show at an instant, each part as digits; `timeZoneName` is its offset. */
export function clockParts(at: Date, timeZone: string): Record<string, string> {
  return Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
}

/** Making one costs a browser a millisecond and more, and a list has a hundred moments. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "longOffset",
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}
