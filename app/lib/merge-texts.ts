export type Texts = Record<string, string>;

export interface TextConflict {
  field: string;
  yours: string;
  theirs: string;
}

/**
 * A three-way merge, field by field: `base` is what the form was opened with, `theirs` what is stored now. What only one
 * side changed is taken; what both changed, differently, is a conflict, where `merged` keeps yours for the form.
 */
export function mergeTexts(input: { base: Texts; yours: Texts; theirs: Texts }): {
  merged: Texts;
  conflicts: TextConflict[];
} {
  const merged = { ...input.theirs };
  const conflicts: TextConflict[] = [];
  for (const [field, yours] of Object.entries(input.yours)) {
    const [base, theirs] = [input.base[field] ?? "", input.theirs[field] ?? ""];
    if (yours === base || yours === theirs) continue;
    merged[field] = yours;
    if (theirs !== base) conflicts.push({ field, yours, theirs });
  }
  return { merged, conflicts };
}
