/** What of a person staff may edit, as texts: an empty one is "none". */
export const editableFields = ["name", "email", "phone", "locale"] as const;
export type EditableField = (typeof editableFields)[number];
export type PersonFields = Record<EditableField, string>;

export interface FieldConflict {
  field: EditableField;
  base: string;
  yours: string;
  theirs: string;
}

/**
 * A three-way merge, field by field: `base` is what the form was opened with, `theirs` what is stored now. What only one
 * side changed is taken; what both changed, differently, is a conflict, where `merged` keeps yours for the form.
 */
export function mergeFields(input: { base: PersonFields; yours: PersonFields; theirs: PersonFields }): {
  merged: PersonFields;
  conflicts: FieldConflict[];
} {
  const merged = { ...input.theirs };
  const conflicts: FieldConflict[] = [];
  for (const field of editableFields) {
    const [base, yours, theirs] = [input.base[field], input.yours[field], input.theirs[field]];
    if (yours === base || yours === theirs) continue;
    merged[field] = yours;
    if (theirs !== base) conflicts.push({ field, base, yours, theirs });
  }
  return { merged, conflicts };
}
