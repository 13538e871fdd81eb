/** What an entry is about, by the prefix of its id. */
const types: Record<string, string> = {
  pay: "payment",
  enr: "enrollment",
  usr: "user",
  crs: "course",
  whk: "delivery",
  exc: "exception",
  vew: "view",
  exp: "export",
  mal: "mail",
  cas: "case",
  blk: "bulk_job",
  rfd: "refund_draft",
  wle: "waitlist_entry",
};

/** Null for what is no id of ours. */
export const subjectTypeOf = (id: string): string | null => types[id.slice(0, 3)] ?? null;

export type Recorded = Record<string, unknown>;

export interface FieldChange {
  field: string;
  /** Null: it was not there. */
  before: unknown;
  after: unknown;
}

/** What an entry changed, field by field; fields that stayed as they were are left out. */
export function changedFields(before: Recorded | null, after: Recorded | null): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((field) => field !== "changed")
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** Fields that an entry says were edited and keeps no values of: long texts, and what is personal. */
export function editedFields(before: Recorded | null, after: Recorded | null): string[] {
  const named = after?.changed ?? before?.changed;
  if (!Array.isArray(named)) return [];
  const kept = { ...before, ...after };
  return named.filter((field): field is string => {
    if (typeof field !== "string" || field in kept) return false;
    return !(field.startsWith("price_") && "prices" in kept);
  });
}
