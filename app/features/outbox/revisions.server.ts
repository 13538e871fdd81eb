import { type Cursor, formatCursor } from "#app/features/outbox/cursor.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { type OutboxTail, outboxTail } from "#app/features/outbox/tail.server.ts";
import { movedBy, type Reads, toldAs } from "#app/lib/reads.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { topics } from "#db/schema.ts";

/** Students remembered one by one; who was forgotten gets a younger revision than true, which costs one load. */
const studentLimit = 20_000;

/** The cursor of the last event that touched what a page reads, or one student's rows. Read it before the rows it labels. */
export class Revisions {
  readonly #read = new Map<Reads, string>();
  readonly #students = new Map<string, string>();
  /** Nothing remembered is older than this. */
  #floor: string | undefined;
  readonly #tail: OutboxTail;

  constructor(tail: OutboxTail) {
    this.#tail = tail;
    tail.subscribe(
      (events) => events.forEach((event) => void this.#note(event)),
      () => this.#forget(),
    );
  }

  /** Undefined while this process does not know all that changed (OutboxTail.isCurrent): nothing may be cached then. */
  ofTopic(reads: Reads): string | undefined {
    if (!this.#tail.isCurrent(toldAs(reads))) return undefined;
    return this.#read.get(reads) ?? this.#base();
  }

  /** The same of one student's rows, whatever their topic. */
  ofStudent(userId: string): string | undefined {
    if (!topics.every((topic) => this.#tail.isCurrent(topic))) return undefined;
    return this.#students.get(userId) ?? this.#base();
  }

  /** Whether this process has heard of everything up to this cursor. */
  hasReached(cursor: Cursor): boolean {
    return this.#tail.hasReached(cursor);
  }

  /** The database run whose cursors these are. */
  get epoch(): string | undefined {
    return this.#tail.position?.epoch;
  }

  #base(): string | undefined {
    const position = this.#tail.position;
    this.#floor ??= position && formatCursor(position);
    return this.#floor;
  }

  #note(event: OutboxEvent) {
    this.#base();
    this.#read.set(movedBy(event), event.cursor);
    for (const id of event.audience) {
      // Deleted first, so that the map stays in order of the last change.
      this.#students.delete(id);
      this.#students.set(id, event.cursor);
    }
    for (const [id, cursor] of this.#students) {
      if (this.#students.size <= studentLimit) break;
      this.#students.delete(id);
      this.#floor = cursor;
    }
  }

  #forget() {
    this.#read.clear();
    this.#students.clear();
    this.#floor = undefined;
  }
}

/** This process's revisions. */
export function revisions(): Revisions {
  return singleton("revisions", () => new Revisions(outboxTail()));
}
