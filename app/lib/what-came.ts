import type { Part } from "#app/lib/defer-part.server.ts";

/** What a part brought; null when it failed. */
export const whatCame = <T>(part: Part<T>): T | null => ("value" in part ? part.value : null);
