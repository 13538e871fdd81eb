import { draw } from "#app/components/chart/draw.server.ts";
import { countRefundsToMake } from "#app/features/payments/refunds-to-make.server.ts";
import {
  countEnrollments,
  countPayments,
  findCurrencies,
  rollupsAreBuilt,
  sumRevenue,
  sumSuccess,
  sumToday,
} from "#app/features/reports/daily-figures.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Topic } from "#db/schema.ts";
import type { AskedRange } from "./asked-range.ts";
import { mostCounted } from "./most-counted.ts";
import {
  countOpenByKind,
  countTroubled,
  countWaiting,
  findLatestEvents,
  findOldestCheck,
} from "./queries.server.ts";

const successDays = 7;

/** Every part of the overview by itself: one that is slow or fails holds up no other. */
export function overviewParts(
  db: Db,
  timeZone: string,
  { days, currency }: AskedRange,
  topics: readonly Topic[],
) {
  return {
    today: () => sumToday(db, timeZone),
    success: () => sumSuccess(db, successDays, timeZone),
    waiting: () => findWaiting(db),
    exceptions: () => countOpenByKind(db),
    deliveries: () => findMachinery(db),
    revenue: () => drawRevenue(db, days, timeZone, currency),
    payments: () => drawPayments(db, days, timeZone),
    enrollments: () => drawEnrollments(db, days, timeZone),
    feed: () => findLatestEvents(db, topics),
    built: () => rollupsAreBuilt(db),
  };
}

/** Who waits for the school: for its decision, or for the money it decided to give back. */
async function findWaiting(db: Db) {
  const [waiting, refunds] = await Promise.all([countWaiting(db), countRefundsToMake(db, mostCounted)]);
  return { ...waiting, refunds };
}

async function findMachinery(db: Db) {
  const [troubled, oldestCheck] = await Promise.all([countTroubled(db), findOldestCheck(db)]);
  return { ...troubled, oldestCheck };
}

/** In the currency that is asked for, else in the one most used. Where these days have none of it, the way back stays. */
async function drawRevenue(db: Db, count: number, timeZone: string, asked: string | null) {
  const used = await findCurrencies(db, count, timeZone);
  const currency = asked ?? used[0] ?? null;
  const currencies = asked && !used.includes(asked) ? [...used, asked] : used;
  const days = currency ? await sumRevenue(db, count, timeZone, currency) : [];
  const anyRefunded = days.some((day) => day.refunded > 0);
  const values = days.map((day) => (anyRefunded ? [day.captured, day.refunded] : [day.captured]));
  return { currency, currencies, days, drawing: draw("line", values) };
}

async function drawPayments(db: Db, count: number, timeZone: string) {
  const days = await countPayments(db, count, timeZone);
  const values = days.map((day) => [day.collected, day.started - day.collected]);
  return { days, drawing: draw("bars", values) };
}

async function drawEnrollments(db: Db, count: number, timeZone: string) {
  const days = await countEnrollments(db, count, timeZone);
  const values = days.map((day) => [day.made]);
  return { days, drawing: draw("bars", values) };
}
