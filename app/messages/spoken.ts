import { createContext } from "react";
import type { Namespace } from "#app/messages/en.ts";

/** What a document speaks: which namespaces it uses, gathered while the server draws it, and where their files are. */
export interface Spoken {
  namespaces: Set<Namespace>;
  /** The built file of "ar/payments"; empty in development. */
  files: Readonly<Record<string, string>>;
}

/** Null in browsers. */
export const SpokenContext = createContext<Spoken | null>(null);

/** What every document brings along: words that show only when something goes wrong come too late when they are needed. */
export const alwaysSpoken: readonly Namespace[] = ["common", "errors"];
