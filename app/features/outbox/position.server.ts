import { formatCursor } from "#app/features/outbox/cursor.ts";
import { outboxTail } from "#app/features/outbox/tail.server.ts";

/**
 * How far this process has read the outbox; null before it began. Taken before a page's rows are read, it is where the
 * page's stream may begin: what the rows already show comes once more at worst, what they lack always comes.
 */
export function outboxPosition(): string | null {
  const { position } = outboxTail();
  return position ? formatCursor(position) : null;
}
