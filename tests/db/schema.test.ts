import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { evidenceKinds, evidenceSources, paymentStatuses } from "#app/features/payments/payment.ts";
import { gatewayNames, paymentMethods } from "#app/gateways/gateway.ts";
import {
  actorTypes,
  approvalModes,
  attemptStatuses,
  bulkItemOutcomes,
  bulkItemStatuses,
  bulkJobStatuses,
  caseMessageKinds,
  caseStatuses,
  courseStatuses,
  enrollmentDecisions,
  enrollmentStatuses,
  exceptionKinds,
  exceptionStatuses,
  ledgerKinds,
  liveEnrollmentStatuses,
  mailKinds,
  mailStates,
  performanceKinds,
  refundDraftStatuses,
  refundEffects,
  roles,
  topics,
  viewLists,
  waitlistStatuses,
  webhookOutcomes,
  webhookStatuses,
  webhookVerdicts,
} from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();

interface Column {
  kind: "string" | "number" | "moment" | "json" | "bytes" | "list" | "boolean";
  nullable: boolean;
  /** Whether an insert may leave it out. */
  optional: boolean;
  generated: boolean;
}

/** The tables as the text of db/schema.ts and db/tables/ declares them: `tables` of Database, each interface's columns. */
function declared(text: string): Record<string, Record<string, Column>> {
  const interfaces = new Map<string, string>();
  for (const [, name, body] of text.matchAll(/export interface (\w+) \{([\s\S]*?)\n\}/g))
    interfaces.set(name!, body!);
  const database = interfaces.get("Database");
  if (!database) throw new Error("db/schema.ts declares no Database");
  return Object.fromEntries(
    [...database.matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, table, name]) => [
      table!,
      Object.fromEntries(
        [...interfaces.get(name!)!.matchAll(/^ {2}(\w+): (.+);$/gm)].map(([, column, type]) => [
          column!,
          read(type!),
        ]),
      ),
    ]),
  );
}

function read(type: string): Column {
  const wrapped = /^(Generated|GeneratedAlways|Nullable)<(.+)>$/.exec(type);
  const inner = wrapped?.[2] ?? type;
  const nullable = wrapped?.[1] === "Nullable" || /OrNull\b/.test(type) || inner.endsWith("| null");
  const generated = wrapped?.[1] === "GeneratedAlways";
  const json = /^Json/.test(inner);
  return {
    kind: kindOf(inner),
    nullable,
    optional: nullable || generated || wrapped?.[1] === "Generated" || inner === "MomentDefault" || json,
    generated,
  };
}

function kindOf(type: string): Column["kind"] {
  if (/^\w+\[\]$/.test(type)) return "list";
  if (type.startsWith("Moment")) return "moment";
  if (type.startsWith("Json")) return "json";
  if (type.startsWith("number")) return "number";
  if (type === "boolean") return "boolean";
  if (type === "Buffer") return "bytes";
  return "string";
}

const kinds: Record<string, Column["kind"]> = {
  text: "string",
  citext: "string",
  xid8: "string",
  int4: "number",
  int8: "number",
  timestamptz: "moment",
  date: "moment",
  jsonb: "json",
  bytea: "bytes",
  bool: "boolean",
  float8: "number",
  _text: "list",
  _int8: "list",
  int8multirange: "string",
};

async function migrated(): Promise<Record<string, Record<string, Column>>> {
  const { rows } = await sql<{
    table: string;
    column: string;
    type: string;
    null: boolean;
    generated: boolean;
    default: boolean;
  }>`
    select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as null,
      a.attgenerated <> '' or a.attidentity = 'a' as generated, a.atthasdef as default
    from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and c.relname not like 'kysely\\_%'
    order by 1, a.attnum`.execute(db);
  const tables: Record<string, Record<string, Column>> = {};
  for (const row of rows) {
    tables[row.table] ??= {};
    tables[row.table]![row.column] = {
      kind: kinds[row.type] ?? (`? ${row.type}` as "string"),
      nullable: row.null,
      optional: row.null || row.generated || row.default,
      generated: row.generated,
    };
  }
  return tables;
}

/** Filled in by the database although the type lets nobody write it: a default, which only looks generated to us. */
const defaultsKeptByTheDatabase = new Set(["outbox_events.xid", "audit_log.xid"]);
/** The type lets JSON be left out only where the database fills it in; these it does not. */
const jsonAlwaysGiven = new Set([
  "payment_webhooks.headers",
  "outbox_events.data",
  "bulk_jobs.selection",
  "support_acts.outcome",
]);

test("db/schema.ts says what the migrated database is, column by column", async () => {
  const files = ["db/schema.ts", ...readdirSync("db/tables").map((name) => `db/tables/${name}`)];
  const types = declared(files.map((file) => readFileSync(file, "utf8")).join("\n"));
  const tables = await migrated();
  expect(Object.keys(types).sort()).toEqual(Object.keys(tables).sort());
  for (const [table, columns] of Object.entries(tables)) {
    expect(Object.keys(types[table]!).sort(), table).toEqual(Object.keys(columns).sort());
    for (const [column, is] of Object.entries(columns)) {
      const name = `${table}.${column}`;
      const said = { ...types[table]![column]! };
      if (defaultsKeptByTheDatabase.has(name)) said.generated = false;
      if (jsonAlwaysGiven.has(name)) said.optional = false;
      expect(said, name).toEqual(is);
    }
  }
});

test("the comparison sees a wrong type, a missing column and a forgotten null", () => {
  const text = `export interface AThings {\n  id: string;\n  at: MomentOrNull;\n  seq: GeneratedAlways<string | null>;\n}\nexport interface Database {\n  things: AThings;\n}`;
  expect(declared(text)).toEqual({
    things: {
      id: { kind: "string", nullable: false, optional: false, generated: false },
      at: { kind: "moment", nullable: true, optional: true, generated: false },
      seq: { kind: "string", nullable: true, optional: true, generated: true },
    },
  });
});

const unions: Record<string, readonly string[]> = {
  "users.role": roles,
  "courses.status": courseStatuses,
  "courses.approval_mode": approvalModes,
  "courses.refund_effect": refundEffects,
  "waitlist_entries.status": waitlistStatuses,
  "performance_tallies.kind": performanceKinds,
  "performance_tallies.resolution": ["5m", "1h", "1d"],
  "payments.status": paymentStatuses,
  "payments.gateway": gatewayNames,
  "history_cursors.gateway": gatewayNames,
  "payment_attempts.gateway": gatewayNames,
  "payment_attempts.status": attemptStatuses,
  "payment_attempts.method": paymentMethods,
  "payment_webhooks.gateway": gatewayNames,
  "payment_webhooks.verdict": webhookVerdicts,
  "payment_webhooks.status": webhookStatuses,
  "payment_webhooks.outcome": webhookOutcomes,
  "payment_evidence.kind": evidenceKinds,
  "payment_evidence.source": evidenceSources,
  "payment_evidence.gateway": gatewayNames,
  "payment_evidence.method": paymentMethods,
  "enrollments.status": enrollmentStatuses,
  "enrollments.source": ["payment", "staff", "request"],
  "enrollments.decision": enrollmentDecisions,
  "enrollments.decided_from": enrollmentStatuses,
  "refund_drafts.status": refundDraftStatuses,
  "bulk_jobs.decision": enrollmentDecisions,
  "bulk_jobs.status": bulkJobStatuses,
  "bulk_job_items.status": bulkItemStatuses,
  "bulk_job_items.outcome": bulkItemOutcomes,
  "ledger_entries.kind": ledgerKinds,
  "mails.kind": mailKinds,
  "mails.state": mailStates,
  "exceptions.kind": exceptionKinds,
  "exceptions.severity": ["warning", "critical"],
  "exceptions.status": exceptionStatuses,
  "outbox_events.topic": topics,
  "support_cases.status": caseStatuses,
  "support_cases.origin": ["student", "staff"],
  "support_cases.awaits": ["school", "student"],
  "support_case_messages.kind": caseMessageKinds,
  "audit_log.actor_type": actorTypes,
  "saved_views.list": viewLists,
  "default_views.list": viewLists,
  "payment_rollups.basis": ["started", "paid"],
  "rollup_builds.name": ["payments", "enrollments"],
};

test("each check constraint allows exactly the words of its TypeScript union", async () => {
  const { rows } = await sql<{ table: string; check: string }>`
    select c.relname as table, pg_get_constraintdef(k.oid) as check
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'c' and not c.relispartition and c.relnamespace = 'public'::regnamespace`.execute(db);
  const found: Record<string, string[]> = {};
  for (const { table, check } of rows) {
    const list = /^CHECK \(\((\w+) = ANY \(ARRAY\[([^\]]+)\]\)\)\)$/.exec(check);
    if (list)
      found[`${table}.${list[1]}`] = [...list[2]!.matchAll(/'([^']+)'/g)].map((word) => word[1]!).sort();
  }
  expect(found).toEqual(
    Object.fromEntries(Object.entries(unions).map(([column, words]) => [column, [...words].sort()])),
  );
});

test("the statuses that hold a seat are the ones the database keeps unique", async () => {
  const { rows } = await sql<{
    def: string;
  }>`select pg_get_indexdef('enrollments_one_live'::regclass) as def`.execute(db);
  const words = [...rows[0]!.def.matchAll(/'([^']+)'::text/g)].map((word) => word[1]!);
  expect(words.sort()).toEqual([...liveEnrollmentStatuses].sort());
});

test("every function that looks up rows by key keeps one plan that does so, also after it was written anew", async () => {
  // Search reads words, not keys: its statements are planned for each question.
  const { rows } = await sql<{ name: string; plans: string | null }>`
    select proname as name, (select string_agg(one, ',' order by one) from unnest(proconfig) one) as plans from pg_proc p join pg_language l on l.oid = p.prolang
    where pronamespace = 'public'::regnamespace and lanname = 'plpgsql' and prorettype <> 'trigger'::regtype
      and proname <> 'search_people' order by 1`.execute(db);
  expect(rows.map((row) => row.name)).toEqual(
    expect.arrayContaining(["read_payment", "write_changes", "give_seats", "decide_enrollment"]),
  );
  const plans =
    "enable_hashjoin=off,enable_mergejoin=off,enable_seqscan=off,plan_cache_mode=force_generic_plan";
  for (const row of rows) expect(row).toEqual({ name: row.name, plans });
});
