import type en from "#app/messages/en/lists.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {} satisfies Translated<typeof en>;
