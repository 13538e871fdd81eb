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
import { deferPart } from "#app/lib/defer-part.server.ts";
import type { Topic } from "#db/schema.ts";
import type { AskedRange } from "./asked-range.ts";
import {
  countOpenByKind,
  countTroubled,
  countWaiting,
  findLatestEvents,
  findOldestCheck,
} from "./queries.server.ts";

const successDays = 7;

/** Every part of the overview by itself: one that is slow or fails holds up no other. */
export function loadParts(
  db: Db,
  timeZone: string,
  { days, currency }: AskedRange,
  topics: readonly Topic[],
) {
  return {
    today: deferPart("today", sumToday(db, timeZone)),
    success: deferPart("success", sumSuccess(db, successDays, timeZone)),
    waiting: deferPart("waiting", countWaiting(db)),
    exceptions: deferPart("exceptions", countOpenByKind(db)),
    deliveries: deferPart("deliveries", findMachinery(db)),
    revenue: deferPart("revenue", findRevenue(db, days, timeZone, currency)),
    payments: deferPart("payments", countPayments(db, days, timeZone)),
    enrollments: deferPart("enrollments", countEnrollments(db, days, timeZone)),
    events: deferPart("feed", findLatestEvents(db, topics)),
    built: deferPart("built", rollupsAreBuilt(db)),
  };
}

async function findMachinery(db: Db) {
  const [troubled, oldestCheck] = await Promise.all([countTroubled(db), findOldestCheck(db)]);
  return { ...troubled, oldestCheck };
}

/** In the currency that is asked for, else in the one most used. */
async function findRevenue(db: Db, days: number, timeZone: string, asked: string | null) {
  const currencies = await findCurrencies(db, days, timeZone);
  const currency = asked ?? currencies[0] ?? null;
  const rows = currency ? await sumRevenue(db, days, timeZone, currency) : [];
  return { currency, currencies, days: rows };
}
