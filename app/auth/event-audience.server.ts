import { can, isStaff, topicPermissions } from "#app/auth/permissions.ts";
import type { Audience } from "#app/features/outbox/stream-group.server.ts";
import type { Role, Topic } from "#db/schema.ts";

/** Who hears what: staff the topics their role may load, students the events that name them. */
export function eventAudience(user: { id: string; role: Role }, topics: readonly Topic[]): Audience {
  if (isStaff(user.role)) {
    const allowed = new Set(topics.filter((topic) => can(user.role, topicPermissions[topic])));
    return { key: `staff:${[...allowed].sort()}`, sees: (event) => allowed.has(event.topic) };
  }
  const wanted = new Set(topics);
  return {
    key: `student:${user.id}:${[...wanted].sort()}`,
    sees: (event) => wanted.has(event.topic) && event.audience.includes(user.id),
  };
}
