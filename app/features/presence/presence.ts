/** Who has which row open. A person in several tabs is one. */
export interface Looker {
  subjectId: string;
  staffId: string;
  name: string;
}

/** The event of coming and going. It says that something changed; who is there is asked anew. */
export const presenceKind = "presence.changed";

/** A tab says this often that it is there, milliseconds, … */
export const beatMs = 12_000;
/** … and is taken for gone after this long without a word. */
export const goneSeconds = 30;
