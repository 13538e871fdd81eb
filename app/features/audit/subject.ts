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

export interface FieldChange {
  field: string;
  /** Null: it was not there. */
  before: string | null;
  after: string | null;
}

/** What an entry changed, field by field; fields that stayed as they were are left out. */
export function changedFields(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, before: said(before?.[field]), after: said(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
