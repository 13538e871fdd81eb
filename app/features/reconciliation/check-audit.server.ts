import { sql } from "kysely";
import { gaps, within } from "#app/features/audit/seal-audit.server.ts";
import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

const exceptionKey = "audit_altered";
/** Seals read at once: up to 250 entries each. */
const pageSize = 50;
/** Entries that are named; of more only their number is told. */
const mostNamed = 10;
/** Entries without a seal that are counted: one is too many. */
const mostAdded = 1_000;

/** What a check found. Counts of entries; `unchained` of seals. */
export interface AuditCheck {
  seals: number;
  entries: number;
  /** Not what was sealed. */
  altered: number;
  /** Sealed, and no longer there. */
  missing: number;
  /** Below the last seal, and never sealed. */
  added: number;
  /** Seals that do not follow from the one before, or are not those of the last check. */
  unchained: number;
  /** The first entries that are not as they were written. */
  named: number[];
}

/**
 * Holds the audit log against its seals, from the first to the last, and writes down that it did. What is not as it
 * was sealed opens an exception; it closes with the first check that finds all as it was. Throws between two pages once
 * `signal` is aborted.
 */
export async function checkAudit(
  db: Db,
  { page = pageSize, signal }: { page?: number; signal?: AbortSignal } = {},
): Promise<AuditCheck> {
  const found: AuditCheck = {
    seals: 0,
    entries: 0,
    altered: 0,
    missing: 0,
    added: 0,
    unchained: 0,
    named: [],
  };
  let hash: Buffer | null = null;
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const seals = await readSeals(db, after, page);
    for (const seal of seals) {
      found.seals += 1;
      found.entries += seal.entries;
      if (!seal.chained || seal.number !== after + 1) found.unchained += 1;
      if (!seal.whole) await nameFaults(db, seal.number, found);
      after = seal.number;
      hash = seal.hash;
    }
    if (seals.length < page) break;
  }
  await findAdded(db, found);
  found.unchained += await sealsGoneSince(db);
  await writeDown(db, found, hash);
  return found;
}

const faultsOf = (found: AuditCheck) => found.altered + found.missing + found.added + found.unchained;

async function readSeals(db: Db, after: number, page: number) {
  const { rows } = await sql<{
    number: number;
    entries: number;
    hash: Buffer;
    whole: boolean;
    chained: boolean;
  }>`
    select s.number, s.entries, s.hash,
      s.digests is not distinct from (
        select string_agg(audit_digest(a), ''::bytea order by a.id) from audit_log a
        where a.id >= lower(s.ids) and a.id < upper(s.ids) and a.id <@ s.ids) as whole,
      s.hash = sha256(coalesce((select p.hash from audit_seals p where p.number = s.number - 1), ''::bytea) || s.digests) as chained
    from audit_seals s where s.number > ${after} order by s.number limit ${page}`.execute(db);
  return rows;
}

/** Which entries of this seal: each digest lies where its id comes in their order. */
async function nameFaults(db: Db, number: number, found: AuditCheck): Promise<void> {
  const { rows } = await sql<{ id: number; missing: boolean }>`
    with sealed as (
      select i.id, substr(s.digests, (32 * (row_number() over (order by i.id) - 1) + 1)::int, 32) as digest
      from audit_seals s, unnest(s.ids) r, generate_series(lower(r), upper(r) - 1) i (id) where s.number = ${number})
    select sealed.id, a.id is null as missing from sealed left join audit_log a on a.id = sealed.id
    where a.id is null or audit_digest(a) <> sealed.digest order by sealed.id`.execute(db);
  for (const { id, missing } of rows) {
    found[missing ? "missing" : "altered"] += 1;
    name(found, id);
  }
}

function name(found: AuditCheck, id: number): void {
  if (found.named.length < mostNamed) found.named.push(id);
}

/** Entries that no seal knows, where every entry that will ever be there is sealed. */
async function findAdded(db: Db, found: AuditCheck): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select l.id from ${gaps(
      sql`int8range(null, (select floor_id from audit_sealer), '(]')`,
      sql`(select range_agg(ids) from audit_seals)`,
    )}
    cross join lateral (
      select l.id from audit_log l where ${within} limit ${mostAdded}) l
    order by l.id limit ${mostAdded}`.execute(db);
  found.added = rows.length;
  for (const { id } of rows) name(found, id);
}

/** 1 where the last seal of the last good check is another one now, or gone: the chain's end was cut off or written anew. */
async function sealsGoneSince(db: Db): Promise<number> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select 1 from audit_seals s where s.number = c.seals and s.hash = c.hash) as kept
    from audit_checks c where c.faults = 0 and c.seals > 0 order by c.id desc limit 1`.execute(db);
  return rows[0]?.kept === false ? 1 : 0;
}

async function writeDown(db: Db, found: AuditCheck, hash: Buffer | null): Promise<void> {
  const { named, ...counts } = found;
  const faults = faultsOf(found);
  await db
    .insertInto("audit_checks")
    .values({ seals: found.seals, entries: found.entries, hash, faults })
    .execute();
  if (faults === 0) {
    log.info({ ...counts, hash: hash?.toString("hex") }, "audit log checked");
    const how = "The audit log is as it was sealed.";
    if (await resolveException(db, { dedupeKey: exceptionKey, how })) wake("outbox");
    return;
  }
  log.error({ ...counts, named }, "the audit log is not as it was sealed");
  const { altered, missing, added, unchained } = found;
  await openException(db, {
    id: newId("exc"),
    dedupe_key: exceptionKey,
    kind: "audit_altered",
    severity: "critical",
    facts: { altered, missing, added, unchained, entries: named },
  });
  wake("outbox");
}
